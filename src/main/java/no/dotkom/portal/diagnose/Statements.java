package no.dotkom.portal.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.dotkom.portal.diagnose.Piece.Source;

/** Takes the evidence apart: each text that was said, with what it comes to. */
final class Statements {
    /** A text, and its verdict. */
    record Statement(Piece piece, Verdict verdict) {}

    private final Evidence evidence;
    private final List<Statement> all = new ArrayList<>();

    private Statements(Evidence evidence) {
        this.evidence = evidence;
    }

    static List<Statement> of(Evidence evidence) {
        var statements = new Statements(evidence);
        statements.task();
        statements.checks();
        statements.rollout();
        statements.surroundings();
        return statements.all;
    }

    private void task() {
        var task = evidence.task();
        say(Source.STOP, task.stoppedReason().isBlank() ? task.stopCode() : task.stoppedReason(), this::stop);
        for (var container : task.containers()) {
            say(Source.CONTAINER, container.reason(), phrase -> StopTexts.container(phrase, evidence));
        }
        exit();
        var lines = task.recent().stream().map(TaskEvidence.Line::text).collect(Collectors.joining("\n"));
        say(Source.LOG, lines, phrase -> LogTexts.read(phrase, evidence));
        say(Source.AGENT, task.agentSaid(), this::agent);
    }

    private Verdict stop(Phrase phrase) {
        return evidence.task().stoppedReason().isBlank()
                ? StopTexts.code(evidence.task().stopCode())
                : StopTexts.reason(phrase, evidence);
    }

    private void exit() {
        var task = evidence.task();
        var exits = task.containers().stream()
                .filter(container -> container.exitCode().isPresent())
                .map(container -> (container.name() + " exited with "
                                + container.exitCode().getAsInt())
                        .strip())
                .collect(Collectors.joining(", "));
        var said = Phrase.of(task.stoppedReason()).has("essential container") ? task.stoppedReason() : "";
        say(Source.EXIT, exits.isEmpty() ? said : exits, _ -> StopTexts.exit(evidence));
    }

    /** A shell that cannot be opened harms only a task that lives. */
    private Verdict agent(Phrase phrase) {
        var broken = phrase.has("fail", "cannot", "unable", "stopped", "error", "could not", "not running");
        var lives = evidence.task().status().isEmpty() || evidence.task().running();
        return broken && lives ? Verdict.shows(Code.EXEC_1) : Verdict.NOISE;
    }

    private void checks() {
        var checks = evidence.checks();
        var target = (checks.targetReason() + " " + checks.targetSaid()).strip();
        // The state alone says nothing; a healthy target has no reason.
        say(Source.TARGET, target, phrase -> HealthTexts.target(phrase, evidence));
        var failing = checks.container().equals("UNHEALTHY")
                || checks.container().isEmpty()
                        && !checks.containerSaid().isBlank()
                        && !List.of("healthy", "unknown")
                                .contains(Phrase.of(checks.containerSaid()).text());
        var said = checks.containerSaid().isBlank() ? checks.container() : checks.containerSaid();
        say(Source.CONTAINER_CHECK, said, _ -> failing ? HealthTexts.container(evidence) : Verdict.NOISE);
    }

    private void rollout() {
        var rollout = evidence.rollout();
        for (var event : rollout.events()) {
            var text = event.text().isBlank() ? event.name() : event.text();
            say(Source.EVENT, text, _ -> DeploymentTexts.named(event, evidence));
        }
        for (var reason : rollout.placementFailures()) {
            say(Source.PLACEMENT, reason, phrase -> PlacementTexts.refused(phrase, evidence));
        }
        for (var reason : List.of(rollout.stateReason(), rollout.statusReason())) {
            say(Source.DEPLOYMENT, reason, DeploymentTexts::deployment);
        }
    }

    private void surroundings() {
        var node = evidence.node();
        var silent = Boolean.FALSE.equals(node.connected()) ? "no contact with the agent" : "";
        say(Source.NODE, node.said().isBlank() ? silent : node.said(), phrase -> NodeTexts.read(phrase, evidence));
        if (evidence.call() != null) {
            var call = evidence.call();
            say(Source.CALL, call.said().isBlank() ? call.code() : call.said(), _ -> CallTexts.read(call, evidence));
        }
        if (evidence.certificate() != null) {
            var certificate = evidence.certificate();
            var said = certificate.said().isBlank() ? certificate.status() : certificate.said();
            say(Source.CERTIFICATE, said, _ -> EdgeTexts.certificate(certificate));
        }
        if (evidence.dns() != null) {
            var dns = evidence.dns();
            all.add(new Statement(new Piece(Source.DNS, Phrase.of(dns.answer()).raw()), EdgeTexts.dns(dns)));
        }
        if (evidence.rule() != null) {
            var rule = evidence.rule();
            say(Source.RULE, rule.condition(), _ -> EdgeTexts.rule(rule));
        }
    }

    private void say(Source source, String said, Function<Phrase, Verdict> read) {
        var phrase = Phrase.of(said);
        if (!phrase.empty()) {
            all.add(new Statement(new Piece(source, phrase.raw()), read.apply(phrase)));
        }
    }
}
