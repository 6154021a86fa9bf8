package no.dotkom.portal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import no.dotkom.portal.diagnose.TaskEvidence.Container;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings a remedy proposes to change, and which it must leave alone. */
class SettingsRemedyTest {
    private static final Instant STARTED = Instant.parse("2026-11-27T11:00:00Z");

    private static Evidence with(Size size, int grace, int stop) {
        var image = ImageRef.parse("ghcr.io/dotkom/grades:1.4.2", "docker.io").orElseThrow();
        var http = new Ingress.Http(Reach.values()[0], List.of(new HostName("grades.no")), 3000, HealthCheck.DEFAULT);
        var timing = new RolloutSettings(grace, stop, 20, false);
        return Evidence.NONE.with(Facts.NONE.of(
                new EnvironmentSpec(image, http, size, 2, timing, Architecture.AMD64, Variables.NONE, "")));
    }

    private static Diagnosis answered(int code) {
        var said = "Health checks failed with these codes: [%d]".formatted(code);
        return first(with(Size.SMALL, 60, 30)
                .with(Evidence.Checks.NONE.target("unhealthy", "Target.ResponseCodeMismatch", said)));
    }

    private static Diagnosis first(Evidence evidence) {
        return Diagnoses.of(evidence).getFirst();
    }

    private static TaskEvidence exited(int code, String reason) {
        return TaskEvidence.NONE
                .stopped("EssentialContainerExited", "Essential container in task exited")
                .with(new Container("app", reason, OptionalInt.of(code)))
                .between(STARTED, STARTED.plusSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 599})
    void aFailureOfTheAppIsNeverAccepted(int code) {
        assertThat(answered(code).remedies())
                .containsExactly(new Remedy.ShowLogs(), new Remedy.ChangeHealthPath("/health"));
        assertThat(Told.action(answered(code), Told.ENGLISH)).isEqualTo("See the last 50 lines, or change the path");
    }

    @Test
    void whatIsNotThereIsLookedForElsewhere() {
        assertThat(answered(404).remedies()).containsExactly(new Remedy.ChangeHealthPath("/health"));
        assertThat(Told.action(answered(404), Told.ENGLISH))
                .isEqualTo("Name a path that the app answers when it is well");
        assertThat(Told.action(answered(404), Told.NORWEGIAN))
                .isEqualTo("Oppgi en sti som applikasjonen svarer på når alt er i orden");
    }

    @Test
    void whoAsksForALoginMayBeAccepted() {
        assertThat(answered(401).remedies())
                .containsExactly(new Remedy.AcceptCodes("200-399,401"), new Remedy.ChangeHealthPath("/health"));
        assertThat(HealthCheck.isCodes("200-399,401")).isTrue();
    }

    @Test
    void moreMemoryTakesNothingElseAway() {
        // Given
        var killed = exited(137, "OutOfMemoryError: Container killed due to memory usage");

        // Then
        assertThat(first(with(new Size(1024, 800, 900), 60, 30).with(killed)).remedy())
                .isEqualTo(new Remedy.ChangeSize(Size.LARGE, OptionalInt.of(1800)));
        assertThat(first(with(new Size(2048, 800, 900), 60, 30).with(killed)).remedy())
                .isEqualTo(new Remedy.ChangeSize(null, OptionalInt.of(1800)));
        assertThat(first(with(new Size(64, 64, 65_536), 60, 30).with(killed)).remedy())
                .isEqualTo(new Remedy.ChangeSize(null, OptionalInt.empty()));
    }

    @Test
    void theLongestGraceIsNotRaised() {
        // Given
        var slow = Evidence.Checks.NONE
                .target("unhealthy", "Target.Timeout", "Request timed out")
                .timed(null, Duration.ofSeconds(700));

        // When
        var told = first(with(Size.SMALL, 600, 30).with(slow));

        // Then
        assertThat(told.remedies()).containsExactly(new Remedy.ShowLogs());
        assertThat(Told.sentence(told))
                .isEqualTo("The app needs about 11 m 40 s to start; the limit is 10 min, the longest there is.");
        assertThat(Told.action(told, Told.ENGLISH)).isEqualTo("Make it start faster, or see the last 50 lines");
        assertThat(first(with(Size.SMALL, 400, 30).with(slow)).remedy()).isEqualTo(new Remedy.RaiseGrace(600));
    }

    @Test
    void aKillIsToldWithTheTimeThatAStopMayTake() {
        // When
        var killed = first(with(Size.SMALL, 60, 30).with(exited(137, "")));

        // Then
        assertThat(Told.sentence(killed))
                .isEqualTo(
                        "SIGKILL ended the app after 3 s; AWS reports no memory limit, and the stop timeout is 30 s.");
        assertThat(killed.remedy()).isEqualTo(new Remedy.RaiseStopTimeout(OptionalInt.of(60)));
        assertThat(first(with(Size.SMALL, 60, 120).with(exited(137, ""))).remedies())
                .containsExactly(new Remedy.ShowLogs());
        assertThat(first(with(Size.SMALL, 60, 30).with(exited(143, ""))).remedies())
                .containsExactly(new Remedy.ShowLogs());
    }
}
