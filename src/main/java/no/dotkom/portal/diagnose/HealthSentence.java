package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.stream.Stream;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Ingress;
import org.jspecify.annotations.Nullable;

/** What a failing check means for the settings. */
final class HealthSentence {
    private static final int LINES = 50;
    private static final int LONGEST_GRACE = 600;

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
        var wanted = raised(grace, needed);
        return new Values()
                .put("needed", needed)
                .put("grace", Duration.ofSeconds(grace))
                .put("wanted", Duration.ofSeconds(wanted))
                .and(new Remedy.RaiseGrace(wanted));
    }

    /** Twice the grace, or a quarter more than was needed, in tens of seconds. */
    private static int raised(int grace, Duration needed) {
        var least = Math.max(grace * 2L, needed.toSeconds() * 5 / 4);
        return (int) Math.min(LONGEST_GRACE, (least + 9) / 10 * 10);
    }

    static Values.Told container(Evidence evidence) {
        var spec = evidence.facts().spec();
        return new Values().and(new Remedy.FixContainerCheck(spec == null ? "" : spec.containerCheck()));
    }

    static Values.Told answered(String said, Evidence evidence) {
        var http = http(evidence.facts().spec());
        var answered = status(said, evidence);
        var path = http == null ? "" : http.health().path();
        var codes = http == null ? "" : http.health().codes();
        var values = new Values().put("path", path).put("answered", answered).put("expected", codes);
        // A failure of the app is no matter of the expected codes.
        return answered.orElse(0) >= 500
                ? values.and(new Remedy.ShowLogs(LINES), new Remedy.ChangeHealth(path, answered, codes))
                : values.and(new Remedy.ChangeHealth(path, answered, widened(codes, answered)));
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

    private static String widened(String codes, OptionalInt answered) {
        return codes.isEmpty() || answered.isEmpty() ? codes : codes + "," + answered.getAsInt();
    }

    static Values.Told silent(String said, Evidence evidence) {
        var http = http(evidence.facts().spec());
        // The port of an event is that of the node; the member knows the container's.
        var port = http == null ? Mentioned.port(said) : OptionalInt.of(http.port());
        var heard = Startup.port(evidence);
        var other = heard.isPresent() && !heard.equals(port);
        var remedies = new ArrayList<Remedy>();
        if (Startup.localOnly(evidence)) {
            remedies.add(new Remedy.ListenOnAllAddresses(heard.isPresent() ? heard : port));
        }
        remedies.add(other ? 0 : remedies.size(), new Remedy.ChangePort(other ? heard : OptionalInt.empty()));
        if (!Startup.localOnly(evidence)) {
            remedies.add(new Remedy.ListenOnAllAddresses(heard.isPresent() ? heard : port));
        }
        return new Values().put("port", port).as("unnumbered", port.isEmpty()).and(remedies);
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
