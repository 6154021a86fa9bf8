package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import no.dotkom.portal.diagnose.EdgeEvidence.Owner;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import org.jspecify.annotations.Nullable;

/** Reads a row the way the portal would have met it: the text where its kind stands, the fields as what is known. */
final class RowEvidence {
    private final AwsString row;

    private RowEvidence(AwsString row) {
        this.row = row;
    }

    static Evidence of(AwsString row) {
        return new RowEvidence(row).all();
    }

    private Evidence all() {
        var evidence = Evidence.NONE
                .with(task())
                .with(checks())
                .with(rollout())
                .with(node())
                .with(facts());
        return switch (row.kind()) {
            case "api" -> evidence.with(EdgeEvidence.NONE.with(call()));
            case "acm" -> evidence.with(EdgeEvidence.NONE.with(certificate()));
            case "dns" -> evidence.with(EdgeEvidence.NONE.with(dns()));
            case "rule" -> evidence.with(EdgeEvidence.NONE.with(rule()));
            // What other tools print the portal does not read.
            case "terraform" -> Evidence.NONE;
            default -> evidence;
        };
    }

    private String text(String kind) {
        return row.kind().equals(kind) ? row.text() : "";
    }

    private String field(String... names) {
        return Arrays.stream(names)
                .map(row::field)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private TaskEvidence task() {
        var task = TaskEvidence.NONE
                .called("7f3a", field("taskState", "task", "lastStatus"))
                .stopped(field("stopCode"), text("stoppedReason") + field("stoppedReason"))
                .wrote(lines())
                .agent(text("managedAgent"));
        var reason = text("containerReason") + text("docker") + field("containerReason");
        var exit = number(field("exitCode"));
        return reason.isEmpty() && exit.isEmpty() ? task : task.with(new TaskEvidence.Container("app", reason, exit));
    }

    private List<TaskEvidence.Line> lines() {
        return Stream.of(text("log"), field("log"))
                .flatMap(String::lines)
                .map(line -> new TaskEvidence.Line(null, line))
                .toList();
    }

    private static OptionalInt number(String value) {
        return value.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    private static @Nullable Duration seconds(String value) {
        return value.matches("\\d{1,9}s?") ? Duration.ofSeconds(Long.parseLong(value.replace("s", ""))) : null;
    }

    private Evidence.Checks checks() {
        var target = row.kind().equals("target");
        var state = target ? field("state") : field("targetHealth", "targetState");
        var failing = target
                || !field("elapsed", "sinceStart", "age").isEmpty()
                        && row.kind().equals("event");
        return Evidence.Checks.NONE
                .target(state, target ? field("reason") : field("targetReason"), text("target"))
                .container(field("containerHealth"), health(text("health")))
                .timed(
                        failing ? seconds(field("sinceStart", "age", "elapsed")) : null,
                        seconds(field("firstAnswerAfter")));
    }

    /** What stands in the field as well is no word of the check. */
    private String health(String text) {
        return List.of("UNHEALTHY", "HEALTHY", "UNKNOWN").contains(text)
                        && !field("containerHealth").isEmpty()
                ? ""
                : text;
    }

    private Evidence.Rollout rollout() {
        var event = text("event") + text("ebEvent");
        var events = event.isEmpty() ? List.<Evidence.Event>of() : List.of(event(event));
        var refused = text("runTaskFailure");
        return Evidence.Rollout.NONE
                .events(events)
                .refused(refused.isEmpty() ? List.of() : List.of(refused))
                .deployment(
                        text("deployment"),
                        text("serviceDeployment"),
                        field("taskDefinitionGeneration").equals("unknown"))
                .timed(seconds(field("elapsed")), seconds(field("slowestOfTen")));
    }

    private Evidence.Event event(String text) {
        // EventBridge may bring a name and no more.
        var named = text.matches("[A-Z_]{8,}");
        return new Evidence.Event(named ? "" : text, named ? text : field("eventName"), field("eventType"));
    }

    private Evidence.Node node() {
        var said = text("node");
        var connected = said.matches("(?s).*\"agentConnected\": *false.*")
                        || field("agentConnected").equals("false")
                ? Boolean.FALSE
                : field("agentConnected").equals("true") ? Boolean.TRUE : null;
        var others = field("otherNodesConnected").isEmpty() ? null : Boolean.valueOf(field("otherNodesConnected"));
        return new Evidence.Node("", "", said, connected, others, seconds(field("since")));
    }

    private Owner owner() {
        var tag = field("tag");
        if (tag.contains("=ours")) {
            return Owner.THIS_ENVIRONMENT;
        }
        if (tag.contains("=")) {
            return Owner.ANOTHER_APP;
        }
        return tag.equals("absent") || field("ownershipRow").equals("absent") ? Owner.STRANGER : Owner.UNKNOWN;
    }

    private EdgeEvidence.Call call() {
        return new EdgeEvidence.Call(
                row.text(),
                field("code"),
                field("ownershipRow").equals("present") ? Owner.THIS_ENVIRONMENT : owner(),
                number(field("attempt")).orElse(0),
                field("certificateStatus"));
    }

    private EdgeEvidence.Certificate certificate() {
        return new EdgeEvidence.Certificate(
                field("domain", "host"),
                row.text(),
                field("status"),
                field("failureReason"),
                field("renewalStatus"),
                number(field("daysToExpiry")),
                null,
                seconds(field("elapsed")));
    }

    private EdgeEvidence.Dns dns() {
        var ours = field("ours").isEmpty()
                ? List.<String>of()
                : List.of(field("ours").split(","));
        return new EdgeEvidence.Dns(field("host"), row.text(), ours);
    }

    private EdgeEvidence.Rule rule() {
        return new EdgeEvidence.Rule(
                row.text(), field("wanted"), number(field("priority")), number(field("ourPriority")), owner(), "");
    }

    private Facts facts() {
        var nodes = field("nodes");
        var room = new Facts.Room(
                OptionalInt.empty(),
                OptionalInt.empty(),
                nodes.isEmpty() ? List.of() : List.of(nodes.split(",")),
                field("missingAttribute"),
                field("wouldFitWithoutOld").equals("true"));
        return Facts.NONE.of(spec()).with(room);
    }

    private EnvironmentSpec spec() {
        var grace = number(field("grace").replace("s", "")).orElse(60);
        var image = ImageRef.parse("ghcr.io/dotkom/grades:1.4.2", "docker.io").orElseThrow();
        var http = new Ingress.Http(Reach.values()[0], List.of(new HostName("grades.no")), 3000, HealthCheck.DEFAULT);
        return new EnvironmentSpec(
                image,
                http,
                Size.SMALL,
                2,
                new RolloutSettings(grace, 30, 20, false),
                field("wanted").equals("arm64") ? Architecture.ARM64 : Architecture.AMD64,
                Variables.NONE,
                "");
    }

    /** First code, or NONE. */
    static String first(AwsString row) {
        return first(of(row));
    }

    static String first(Evidence evidence) {
        return Diagnoses.of(evidence).stream().findFirst().map(Diagnosis::code).orElse("NONE");
    }
}
