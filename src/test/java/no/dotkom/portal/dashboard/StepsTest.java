package no.dotkom.portal.dashboard;

import static no.dotkom.portal.dashboard.Given.NOON;
import static no.dotkom.portal.dashboard.Given.WEB;
import static no.dotkom.portal.dashboard.Given.task;
import static no.dotkom.portal.dashboard.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.dashboard.logs.Level;
import no.dotkom.portal.dashboard.logs.LogEntry;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.reconcile.Pace;
import no.dotkom.portal.reconcile.RolloutStep;
import no.dotkom.portal.reconcile.RolloutStep.State;
import no.dotkom.portal.reconcile.StepRecord;
import no.dotkom.portal.watch.EventPicture;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Version RUNNING = version(2, Intent.RUN, VersionState.RUNNING, WEB);

    private static final Pace PACE = new Pace(Duration.ofSeconds(25), Duration.ofSeconds(40));

    private static RolloutStep step(int number, State state, String message, String... arguments) {
        var started = NOON.minusSeconds(130 - 10L * number);
        return new RolloutStep(
                number,
                state,
                message,
                List.of(arguments),
                state == State.WAITING ? null : started,
                state == State.DONE || state == State.FAILED ? started.plusSeconds(10) : null);
    }

    private static List<RolloutStep> recorded(Version version, int done) {
        var steps = new ArrayList<RolloutStep>();
        for (int number = 1; number <= done; number++) {
            steps.add(step(number, State.DONE, "check.done"));
        }
        if (done < 9) {
            var failed = version.state() == VersionState.FAILED;
            steps.add(step(done + 1, failed ? State.FAILED : State.RUNNING, failed ? "failed" : "finish.running"));
        }
        return steps;
    }

    static List<StepView> nine(Version version, int done) {
        return Steps.of(version, recorded(version, done), Map.of(), List.of(), NOON);
    }

    @Test
    void thereAreNineStepsBeforeTheLoopCameBy() {
        var steps = Steps.of(RUNNING, List.of(), Map.of(7, PACE), List.of(), NOON);
        assertThat(steps).hasSize(9).allMatch(step -> step.state().equals("waiting"));
        assertThat(steps.get(6).usual()).isEqualTo(Duration.ofSeconds(25));
        assertThat(RolloutView.at(steps)).isEqualTo(1);
    }

    @Test
    void aRunningStepCountsOnAndADoneOneTellsWhatItTook() {
        var steps = nine(RUNNING, 6);
        assertThat(steps.get(5).took()).isEqualTo(Duration.ofSeconds(10));
        assertThat(steps.get(6).since()).isEqualTo(NOON.minusSeconds(60));
        assertThat(steps.get(6).took()).isNull();
        assertThat(RolloutView.at(steps)).isEqualTo(7);
    }

    @Test
    void aStepSlowerThanTheLastTenSaysSo() {
        // It began 60 s before noon.
        var words = VerdictsTest.words(Locale.ENGLISH);
        var slow = Steps.of(RUNNING, recorded(RUNNING, 6), Map.of(7, PACE), List.of(), NOON);
        var usual = Steps.of(RUNNING, recorded(RUNNING, 6), Map.of(7, PACE), List.of(), NOON.minusSeconds(20));
        assertThat(Objects.requireNonNull(slow.get(6).slow()).in(words))
                .isEqualTo("This usually takes 25 s; it is at 1 min.");
        assertThat(usual.get(6).slow()).isNull();
    }

    @Test
    void secondsAreToldAsAClock() {
        var words = VerdictsTest.words(Locale.ENGLISH);
        var pulled = List.of(
                step(5, State.DONE, "pull.done", "22"), step(7, State.RUNNING, "health.running", "1", "2", "41"));
        var steps = Steps.of(RUNNING, pulled, Map.of(), List.of(), NOON);
        assertThat(steps.get(4).what().in(words)).isEqualTo("Pulled in 0:22");
        assertThat(steps.get(6).what().in(words)).isEqualTo("1 of 2 healthy; grace 0:41 left");
    }

    @Test
    void whatHappenedStandsUnderTheStepOfThatTime() {
        // Given
        var calls =
                List.of(new StepRecord("CreateService", "grades-production", NOON.minusSeconds(105), "APPLIED", ""));
        var events = List.of(new EventPicture(NOON.minusSeconds(55), "(service grades) registered 1 targets"));
        var tasks = List.of(task("7f3a", 2, "RUNNING", "healthy"), task("0000", 1, "RUNNING", "healthy"));

        // When
        var steps = Steps.of(RUNNING, recorded(RUNNING, 6), Map.of(), Events.of(RUNNING, calls, events, tasks), NOON);

        // Then
        var words = VerdictsTest.words(Locale.ENGLISH);
        assertThat(steps.get(1).events())
                .extracting(event -> event.text().in(words))
                .containsExactly("CreateService grades-production");
        assertThat(steps.get(6).events())
                .extracting(event -> event.text().in(words))
                .containsExactly("(service grades) registered 1 targets");
        assertThat(steps.stream()
                        .flatMap(step -> step.events().stream())
                        .map(event -> event.text().in(words)))
                .contains("task 7f3a has its image", "task 7f3a started on node-a")
                .noneMatch(text -> text.contains("0000"));
    }

    @Test
    void aRefusedCallTellsWhatAwsSaid() {
        var calls = List.of(new StepRecord(
                "CreateHostRule", "3001: grades.no", NOON.minusSeconds(105), "REFUSED", "PriorityInUse"));
        var events = Events.of(RUNNING, calls, List.of(), List.of());
        assertThat(events.getFirst().text().in(VerdictsTest.words(Locale.ENGLISH)))
                .isEqualTo("CreateHostRule 3001: grades.no: PriorityInUse");
    }

    @Test
    void theTrafficIsSharedByHealthyTasks() {
        var live = version(1, Intent.RUN, VersionState.LIVE, WEB);
        var tasks = List.of(
                task("a", 1, "RUNNING", "healthy"),
                task("b", 1, "RUNNING", "draining"),
                task("c", 2, "RUNNING", "healthy"),
                task("d", 2, "RUNNING", "initial"),
                task("e", 2, "STOPPED", ""));
        assertThat(TrafficRow.of(RUNNING, live, tasks))
                .containsExactly(new TrafficRow("v1", 2, 50, false), new TrafficRow("v2", 2, 50, true));
    }

    @Test
    void aVersionThatKeepsItsRevisionSharesNothing() {
        var live = version(1, Intent.RUN, VersionState.LIVE, WEB);
        assertThat(TrafficRow.of(live, live, List.of(task("a", 1, "RUNNING", "healthy"))))
                .containsExactly(new TrafficRow("v1", 1, 100, true));
    }

    @Test
    void theTasksOwnCauseIsToldBeforeTheCircuitBreakerThatCounted() {
        // Given
        var live = version(1, Intent.RUN, VersionState.LIVE, WEB);
        var failed = version(2, Intent.RUN, VersionState.FAILED, WEB);
        var situation = Given.situation(Given.environment(failed, live), 2);
        var tasks =
                List.of(task("7f3a", 2, "STOPPED", ""), task("c081", 2, "STOPPED", ""), task("9999", 1, "STOPPED", ""));

        // When
        var failure = Failure.of(new Causes(situation, tasks, List.of(), List.of()), failed)
                .orElseThrow();

        // Then
        var words = VerdictsTest.words(Locale.ENGLISH);
        assertThat(failure.say().in(words))
                .isEqualTo(
                        "SIGKILL ended the app after 11 s; AWS reports no memory limit, and the stop timeout is 30 s.");
        assertThat(failure.more())
                .extracting(each -> each.in(words))
                .contains("2 of 2 new tasks failed, so v1 was kept.");
        assertThat(failure.said()).contains("Essential container in task exited");
        assertThat(failure.lines()).extracting(LogEntry::plain).containsExactly("FATAL out of memory");
        assertThat(failure.lines()).extracting(LogEntry::level).containsExactly(Level.ERROR);
    }

    @Test
    void otherProblemsKeepTheirSentence() {
        var failed = new Version(
                RUNNING.generation(),
                RUNNING.containerGeneration(),
                Intent.RUN,
                WEB,
                "Kari",
                "",
                "portal",
                NOON,
                null,
                null,
                VersionState.FAILED,
                NOON,
                Problem.of("IMG-1", Map.of("ref", "ghcr.io/x:1")).saying("manifest unknown"));
        var failure = Failure.of(
                        new Causes(
                                Given.situation(Given.environment(failed, null), 0), List.of(), List.of(), List.of()),
                        failed)
                .orElseThrow();
        assertThat(failure.say().in(VerdictsTest.words(Locale.ENGLISH)))
                .isEqualTo("The image ghcr.io/x:1 does not exist, or its tag was removed.");
        assertThat(failure.said()).isEqualTo("manifest unknown");
        assertThat(failure.lines()).isEmpty();
    }
}
