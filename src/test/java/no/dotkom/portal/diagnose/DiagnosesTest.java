package no.dotkom.portal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import no.dotkom.portal.diagnose.Evidence.Event;
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

/** Several pieces of evidence at once. */
class DiagnosesTest {
    static final Instant STARTED = Instant.parse("2026-11-27T11:00:00Z");
    static final Evidence KNOWN = Evidence.NONE.with(Facts.NONE.of(spec()).named("grades-web", "v42", "v41"));

    static EnvironmentSpec spec() {
        var image = ImageRef.parse("ghcr.io/dotkom/grades:1.4.2", "docker.io").orElseThrow();
        var http = new Ingress.Http(Reach.values()[0], List.of(new HostName("grades.no")), 3000, HealthCheck.DEFAULT);
        var timing = new RolloutSettings(60, 30, 20, false);
        return new EnvironmentSpec(image, http, Size.SMALL, 2, timing, Architecture.AMD64, Variables.NONE, "");
    }

    static TaskEvidence exited(int code, String... lines) {
        return TaskEvidence.NONE
                .called("7f3a", "STOPPED")
                .stopped("EssentialContainerExited", "Essential container in task exited")
                .with(new Container("app", "", OptionalInt.of(code)))
                .between(STARTED, STARTED.plusSeconds(41))
                .wrote(lines(lines));
    }

    static List<TaskEvidence.Line> lines(String... lines) {
        return Arrays.stream(lines)
                .map(line -> new TaskEvidence.Line(null, line))
                .toList();
    }

    private static Evidence.Rollout events(String... texts) {
        return Evidence.Rollout.NONE.events(Arrays.stream(texts).map(Event::of).toList());
    }

    static Evidence.Checks silentTarget() {
        return Evidence.Checks.NONE.target("unhealthy", "Target.Timeout", "Request timed out");
    }

    private static List<String> codes(Evidence evidence) {
        return Diagnoses.of(evidence).stream().map(Diagnosis::code).toList();
    }

    static Diagnosis first(Evidence evidence) {
        return Diagnoses.of(evidence).getFirst();
    }

    @Test
    void theCircuitBreakerIsFollowedByTheCodeOfTheTask() {
        // Given
        var evidence = KNOWN.with(exited(1, "KeyError: 'DATABASE_URL'"))
                .with(Evidence.Rollout.NONE.deployment(
                        "ECS deployment circuit breaker: tasks failed to start.", "", false));

        // When
        var codes = codes(evidence);

        // Then
        assertThat(codes).containsExactly("CB-1", "ENV-1");
    }

    @Test
    void theCircuitBreakerIsFollowedByATextThatNobodyKnows() {
        // Given
        var evidence = KNOWN.with(TaskEvidence.NONE.stopped("TaskFailedToStart", "Some words never seen before"))
                .with(events("(service web) (deployment ecs-svc/1) deployment failed: tasks failed to start."));

        // When
        var codes = codes(evidence);

        // Then
        assertThat(codes).containsExactly("CB-1", "UNK-0");
    }

    @Test
    void whatOtherPiecesShowIsListedAfterTheFirst() {
        // Given
        var evidence = KNOWN.with(exited(1))
                .with(silentTarget())
                .with(
                        events(
                                "(service web) was unable to place a task because no container instance met all of its requirements. "
                                        + "The closest matching (container-instance 1234567890abcdef) has insufficient memory available."));

        // When
        var codes = codes(evidence);

        // Then
        assertThat(codes).containsExactly("CAP-1", "EXIT-1", "HC-1");
    }

    @Test
    void anExitCodeIsNotToldWhereItsCauseIs() {
        assertThat(codes(KNOWN.with(exited(137)
                        .with(new Container(
                                "x", "OutOfMemoryError: Container killed due to memory usage", OptionalInt.empty())))))
                .containsExactly("OOM-1");
        assertThat(codes(KNOWN.with(exited(1, "connect ECONNREFUSED 10.0.0.5:5432"))))
                .containsExactly("DB-1");
        assertThat(codes(KNOWN.with(exited(137)))).containsExactly("KILL-1");
        assertThat(codes(KNOWN.with(exited(3)))).containsExactly("EXIT-1");
    }

    @Test
    void aTaskThatWasToldToStopHasNoExitCode() {
        // Given
        var scaledIn = exited(137, "connect ECONNREFUSED 10.0.0.5:5432")
                .stopped("ServiceSchedulerInitiated", "Scaling activity initiated by (deployment ecs-svc/1)");
        var byHand = exited(143).stopped("UserInitiated", "trying something").by("Kari");

        // When
        var stopped = first(KNOWN.with(byHand));

        // Then
        assertThat(codes(KNOWN.with(scaledIn))).isEmpty();
        assertThat(codes(KNOWN.with(byHand))).containsExactly("STOP-1");
        assertThat(Told.sentence(stopped)).isEqualTo("Kari stopped the task: trying something.");
    }

    @Test
    void aFailedCheckSaysWhatTheTargetSaid() {
        // Given
        var task = TaskEvidence.NONE.stopped(
                "ServiceSchedulerInitiated", "Task failed ELB health checks in (target-group arn:aws:x)");
        var wrongCode = Evidence.Checks.NONE.target(
                "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [404]");

        // When
        var answered = first(KNOWN.with(task).with(wrongCode));

        // Then
        assertThat(answered.code()).isEqualTo("HC-2");
        assertThat(Told.sentence(answered)).isEqualTo("/health answered 404; 200-399 is expected.");
        assertThat(answered.remedies()).containsExactly(new Remedy.ChangeHealthPath("/health"));
        assertThat(codes(KNOWN.with(task).with(silentTarget()))).containsExactly("HC-1");
    }

    @Test
    void withinTheGracePeriodNothingHasFailed() {
        // Given
        var young = silentTarget().timed(Duration.ofSeconds(20), null);
        var old = silentTarget().timed(Duration.ofSeconds(90), null);

        // Then
        assertThat(codes(KNOWN.with(young))).isEmpty();
        assertThat(codes(KNOWN.with(old))).containsExactly("HC-1");
    }

    @Test
    void slownessIsToldOnlyWhereThereIsNoCause() {
        // Given
        var late = Evidence.Rollout.NONE.timed(Duration.ofSeconds(240), Duration.ofSeconds(80));

        // When
        var slow = first(KNOWN.with(late));

        // Then
        assertThat(Told.sentence(slow)).isEqualTo("This usually takes 1 m 20 s; it is at 4 min.");
        assertThat(codes(KNOWN.with(late).with(exited(1)))).containsExactly("EXIT-1");
    }

    @Test
    void aStrangersDeploymentDoesNotHideACause() {
        // Given
        var rollout = events("(task 1) (port 3000) is unhealthy in (target-group x) due to (reason Request timed out)")
                .deployment("ECS deployment ecs-svc/1 in progress.", "", true);

        // When
        var codes = codes(KNOWN.with(rollout));

        // Then
        assertThat(codes).containsExactly("HC-1", "DRIFT-1");
    }

    @Test
    void nothingKnownIsNothingToTell() {
        assertThat(Diagnoses.of(Evidence.NONE)).isEmpty();
        assertThat(Diagnoses.of(KNOWN)).isEmpty();
    }

    @Test
    void twoNodesAndOneSilenceAreToldApart() {
        // Given
        var one = new Evidence.Node("node-a", "a", "", false, true, Duration.ofMinutes(4));
        var all = new Evidence.Node("node-a", "a", "", false, false, Duration.ofMinutes(4));
        var reconnecting = new Evidence.Node("node-a", "a", "", false, true, Duration.ofSeconds(20));

        // Then
        assertThat(Told.sentence(first(KNOWN.with(one))))
                .isEqualTo("node-a has been silent for 4 min; its tasks move elsewhere.");
        assertThat(codes(KNOWN.with(all))).containsExactly("NET-2");
        assertThat(codes(KNOWN.with(reconnecting))).isEmpty();
    }
}
