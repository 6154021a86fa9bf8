package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Ingress;
import org.jspecify.annotations.Nullable;

/** What a failing check means for the settings. */
final class HealthSentence {
    private static final int LONGEST_GRACE = 600;
    private static final int NOT_THERE = 404;
    /** Of the app itself, from here on: no matter of the codes that are expected. */
    private static final int FAILURE = 500;

    private HealthSentence() {}

    static Values.Told zone(Evidence evidence) {
        return new Values()
                .put("task", evidence.task().id())
                .put("zone", evidence.node().zone())
                .as("unzoned", evidence.node().zone().isBlank())
                .and(new Remedy.TellMaintainers());
    }

    static Values.Told slowStart(Evidence evidence) {
        var needed = Startup.measured(evidence).orElse(Duration.ZERO);
        var spec = evidence.facts().spec();
        var grace = spec == null ? 0 : spec.rollout().graceSeconds();
        var wanted = raised(grace, needed, spec);
        var values = new Values().put("needed", needed).put("grace", Duration.ofSeconds(grace));
        return wanted > grace
                ? values.put("wanted", Duration.ofSeconds(wanted)).and(new Remedy.RaiseGrace(wanted))
                : values.as("longest", true).and(new Remedy.ShowLogs());
    }

    /** Twice the grace, or a quarter more than was needed, or that and the checks it takes; in tens of seconds. */
    private static int raised(int grace, Duration needed, @Nullable EnvironmentSpec spec) {
        var http = http(spec);
        // One more than count: the first after the start may come just before it.
        var checks = http == null
                ? 0
                : http.health().intervalSeconds() * (http.health().healthyAfter() + 1);
        var least = Math.max(Math.max(grace * 2L, needed.toSeconds() * 5 / 4), needed.toSeconds() + checks);
        return (int) Math.min(LONGEST_GRACE, (least + 9) / 10 * 10);
    }

    static Values.Told container() {
        return new Values().and(new Remedy.RemoveContainerCheck(), new Remedy.FixContainerCheck());
    }

    static Values.Told answered(String said, Evidence evidence) {
        var http = http(evidence.facts().spec());
        var answered = status(said, evidence);
        var path = http == null ? "" : http.health().path();
        var elsewhere = new Remedy.ChangeHealthPath(path);
        var values = new Values()
                .put("path", path)
                .put("answered", answered)
                .put("expected", http == null ? "" : http.health().codes())
                .as("missing", answered.orElse(0) == NOT_THERE)
                .as("failing", answered.orElse(0) >= FAILURE);
        if (answered.orElse(0) >= FAILURE) {
            return values.and(new Remedy.ShowLogs(), elsewhere);
        }
        return http == null || answered.isEmpty() || !acceptable(answered.getAsInt(), http)
                ? values.and(elsewhere)
                : values.and(new Remedy.AcceptCodes(http.health().codes() + "," + answered.getAsInt()), elsewhere);
    }

    /** Whoever answers so is well, only otherwise than was thought: it asks for a login, or sends elsewhere. */
    private static boolean acceptable(int answered, Ingress.Http http) {
        return answered >= 200
                && answered < FAILURE
                && answered != NOT_THERE
                && !http.health().accepts(answered);
    }

    private static OptionalInt status(String said, Evidence evidence) {
        var texts = Stream.concat(
                Stream.of(said, evidence.checks().targetSaid()),
                Stream.concat(
                        evidence.rollout().events().stream().map(Evidence.Event::text),
                        evidence.task().recent().stream()
                                .map(TaskEvidence.Line::text)
                                .filter(line -> line.contains("ELB-HealthChecker"))));
        return texts.map(Mentioned::status)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    static Values.Told silent(String said, Evidence evidence) {
        var http = http(evidence.facts().spec());
        // The port of an event is that of the node; the member knows the container's.
        var port = http == null ? Mentioned.port(said) : OptionalInt.of(http.port());
        var other = Startup.otherPort(evidence, port);
        var changed = new Remedy.ChangePort(other);
        var everywhere = new Remedy.ListenOnAllAddresses();
        return new Values()
                .put("port", port)
                .as("unnumbered", port.isEmpty())
                .and(
                        other.isEmpty() && Startup.localOnly(evidence)
                                ? List.of(everywhere, changed)
                                : List.of(changed, everywhere));
    }

    private static Ingress.@Nullable Http http(@Nullable EnvironmentSpec spec) {
        return spec == null
                ? null
                : switch (spec.ingress()) {
                    case Ingress.Http http -> http;
                    case Ingress.None() -> null;
                };
    }
}
