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
        LastWords.of(task).ifPresent(all::add);
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
        if (!exits.isEmpty()) {
            say(Source.EXIT, exits, _ -> StopTexts.exit(evidence));
        } else if (Phrase.of(task.stoppedReason()).has("essential container")) {
            say(Source.STOP, task.stoppedReason(), _ -> StopTexts.exit(evidence));
        }
    }

    /** A shell that cannot be opened harms only a task that lives. */
    private Verdict agent(Phrase phrase) {
        var broken = phrase.has("fail", "cannot", "unable", "stopped", "error", "could not", "not running");
        var lives = evidence.task().status().isEmpty() || evidence.task().running();
        return broken && lives ? Verdict.shows(Code.EXEC_1) : Verdict.NOISE;
    }

    private void checks() {
        var checks = evidence.checks();
        // The state alone says nothing; a healthy target has no reason.
        say(Source.TARGET, checks.said(), phrase -> HealthTexts.target(phrase, evidence));
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
            say(Source.DEPLOYMENT, reason, phrase -> DeploymentTexts.deployment(phrase.nameless()));
        }
    }

    private void surroundings() {
        var node = evidence.node();
        if (!node.said().isBlank()) {
            say(Source.NODE, node.said(), phrase -> NodeTexts.read(phrase, evidence));
        } else if (Boolean.FALSE.equals(node.connected())) {
            say(Source.MEASURED, "no contact with the agent", phrase -> NodeTexts.read(phrase, evidence));
        }
        edge();
    }

    private void edge() {
        var edge = evidence.edge();
        if (edge.call() != null) {
            var call = edge.call();
            say(Source.CALL, call.said().isBlank() ? call.code() : call.said(), _ -> CallTexts.read(call, evidence));
        }
        if (edge.certificate() != null) {
            var certificate = edge.certificate();
            var said = certificate.said().isBlank() ? certificate.status() : certificate.said();
            say(Source.CERTIFICATE, said, _ -> EdgeTexts.certificate(certificate));
        }
        if (edge.dns() != null) {
            var dns = edge.dns();
            all.add(new Statement(new Piece(Source.DNS, Phrase.of(dns.answer()).raw()), EdgeTexts.dns(dns)));
        }
        if (edge.rule() != null) {
            var rule = edge.rule();
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
