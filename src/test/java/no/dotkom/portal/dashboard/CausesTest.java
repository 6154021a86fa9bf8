package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portal.dashboard.Given.NOON;
import static no.dotkom.portal.dashboard.Given.environment;
import static no.dotkom.portal.dashboard.Given.situation;
import static no.dotkom.portal.dashboard.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Remedy;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.watch.EventPicture;
import no.dotkom.portal.watch.NodePicture;
import no.dotkom.portal.watch.TaskPicture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From what is recorded to what is told. */
class CausesTest {
    private static final Version LIVE = version(1, Intent.RUN, VersionState.LIVE, Given.WEB);
    private static final Version FAILED = version(2, Intent.RUN, VersionState.FAILED, Given.WEB);

    /** A task of v2 that ECS stopped. */
    private static TaskPicture died(String id, String containerReason, String... lines) {
        return new TaskPicture(
                id,
                2,
                "STOPPED",
                "",
                "",
                "node-a",
                "i-0aa",
                null,
                NOON.minusSeconds(100),
                NOON.minusSeconds(98),
                NOON.minusSeconds(96),
                NOON.minusSeconds(95),
                NOON.minusSeconds(89),
                "EssentialContainerExited",
                "Essential container in task exited",
                containerReason,
                1,
                List.of(lines).stream()
                        .map(line -> new TaskPicture.Line(NOON.minusSeconds(90), line))
                        .toList(),
                "sha256:9f",
                null,
                "",
                NOON);
    }

    private static NodePicture node(boolean connected, int free) {
        return new NodePicture(
                "i-0aa",
                "node-a",
                "t3.small",
                "amd64",
                "eu-north-1a",
                "ACTIVE",
                connected,
                2048,
                2048,
                1640,
                free,
                null,
                null,
                NOON);
    }

    private static Causes causes(
            Version newest, List<TaskPicture> tasks, List<EventPicture> events, NodePicture... nodes) {
        return new Causes(situation(environment(newest, LIVE), 2), tasks, events, List.of(nodes));
    }

    private static List<String> codes(List<Diagnosis> diagnoses) {
        return diagnoses.stream().map(Diagnosis::code).toList();
    }

    private static Version failed(Problem problem) {
        return FAILED.because(problem);
    }

    @Test
    void aNodeThatIsSilentNowIsNotWhatATaskDiedOfBefore() {
        // Given
        var task = died("7f3a", "OutOfMemoryError: Container killed due to memory usage");

        // Then
        assertThat(codes(
                        causes(FAILED, List.of(task), List.of(), node(false, 0)).of(FAILED, task)))
                .containsExactly("OOM-1", "CB-1");
        assertThat(listed(FAILED, List.of(task))).isEqualTo("OOM-1");
    }

    @Test
    void aDomainThatDoesNotLeadHereIsToldOfTheVersionThatServesAfterWhatItsTasksDieOf() {
        // Given
        var elsewhere = Problem.of("DNS-2", Map.of("domain", "grades.test", "target", "1.2.3.4"));
        var well = situation(environment(LIVE, LIVE), 2);
        var now = new Situation(
                well.environment(), well.status(), well.service(), well.progress(), well.picture(), List.of(elsewhere));
        var causes = new Causes(now, List.of(), List.of(), List.of());

        // When
        var told = Failure.of(causes, LIVE).orElseThrow();

        // Then
        assertThat(told.cause().code()).isEqualTo("DNS-2");
        assertThat(told.affected()).isEqualTo(Sentence.of("dashboard.oneName"));
        assertThat(told.steps())
                .extracting(NextStep::href)
                .containsExactly("/apps/grades/production/domains", "/apps/grades/production/domains/check");
        assertThat(Failure.of(new Causes(well, List.of(), List.of(), List.of()), LIVE))
                .isEmpty();
        assertThat(codes(causes.of(FAILED, null))).doesNotContain("DNS-2");
    }

    /** The loop knows only that a call was refused; AWS's words tell why. */
    @Test
    void whatAwsRefusedIsToldByItsWords() {
        // Given
        var full = Problem.of("AWS-3", Map.of("operation", "CreateHostRule"))
                .saying("TooManyUniqueTargetGroupsPerLoadBalancer: You have reached the maximum number of unique target"
                        + " groups that you can associate with a load balancer of type 'application': [100]");
        var strange = Problem.of("AWS-3", Map.of("operation", "CreateHostRule")).saying("Teapot: no coffee");

        // Then
        assertThat(codes(causes(failed(full), List.of(), List.of()).of(failed(full), null)))
                .containsExactly("QUOTA-1", "AWS-3");
        assertThat(listed(failed(full), List.of())).isEqualTo("QUOTA-1");
        assertThat(codes(causes(failed(strange), List.of(), List.of()).of(failed(strange), null)))
                .containsExactly("AWS-3");
        assertThat(listed(failed(strange), List.of())).isEqualTo("AWS-3");
    }

    @Test
    void onlyWhenAllNodesAreSilentTheVersionWaitsForThem() {
        var running = version(2, Intent.RUN, VersionState.RUNNING, Given.WEB);
        assertThat(codes(causes(running, List.of(), List.of(), node(false, 0), node(false, 900))
                        .of(running, null)))
                .containsExactly("NET-2");
        assertThat(codes(causes(running, List.of(), List.of(), node(false, 0), node(true, 900))
                        .of(running, null)))
                .isEmpty();
        assertThat(codes(causes(FAILED, List.of(), List.of(), node(false, 0)).of(FAILED, null)))
                .doesNotContain("NET-2");
    }

    @Test
    void theBreakersNumbersAreOfAllTasksThatWereTried() {
        // Given
        var alive = Given.task("c081", 2, "RUNNING", "healthy");
        var task = died("7f3a", "");

        // When
        var told = causes(FAILED, List.of(task, alive, died("1a2b", "")), List.of())
                .of(FAILED, task);

        // Then
        assertThat(told.getLast().problem().values())
                .containsEntry("failed", "2")
                .containsEntry("tasks", "3");
    }

    @Test
    void whatOnlyTookTooLongIsToldByItsTask() {
        var stuck = failed(Problem.of("STUCK-1"));
        var task = died("7f3a", "", "KeyError: 'DATABASE_URL'");
        assertThat(codes(causes(stuck, List.of(task), List.of()).of(stuck, task)))
                .containsExactly("ENV-1", "STUCK-1");
    }

    @Test
    void whatAMemberDidNeedsNoEvidence() {
        var cancelled = failed(Problem.of("CANCELLED"));
        var task = died("7f3a", "OutOfMemoryError: Container killed due to memory usage");
        assertThat(codes(causes(cancelled, List.of(task), List.of()).of(cancelled, task)))
                .containsExactly("CANCELLED");
    }

    @Test
    void whatTheLoopFoundHasItsOwnRemedy() {
        var wrong = failed(Problem.of("IMG-3", Map.of("built", "arm64", "wanted", "amd64")));
        assertThat(causes(wrong, List.of(), List.of())
                        .of(wrong, null)
                        .getFirst()
                        .remedy())
                .isEqualTo(new Remedy.ChangeArchitecture(Architecture.ARM64));
    }

    @Test
    void lastNightsPlacementIsNotMeasuredByTodaysRoom() {
        // Given
        var full = new EventPicture(
                FAILED.createdAt().plusSeconds(5),
                "(service grades-production) was unable to place a task because no container instance met all of its"
                        + " requirements. The closest matching (container-instance 0aa) has insufficient memory available.");

        // When
        var told = causes(FAILED, List.of(), List.of(full), node(true, 1_400)).of(FAILED, null);

        // Then
        assertThat(told)
                .filteredOn(each -> each.code().equals("CAP-1"))
                .singleElement()
                .satisfies(each -> {
                    var sentence = VerdictsTest.words(Locale.ENGLISH).problem(each.problem());
                    assertThat(sentence).doesNotContain("1400");
                });
    }

    @Test
    void oldEventsAreNoNewsOfAVersionThatServes() {
        // Given
        Instant now = Given.FRESH.now();
        var text = "(service grades-production) was unable to place a task because no container instance met all of its"
                + " requirements. The closest matching (container-instance 0aa) has insufficient memory available.";

        // Then
        var old = new EventPicture(now.minus(Duration.ofMinutes(30)), text);
        assertThat(causes(LIVE, List.of(), List.of(old)).of(LIVE, null)).isEmpty();
        var fresh = new EventPicture(now.minus(Duration.ofMinutes(2)), text);
        assertThat(codes(causes(LIVE, List.of(), List.of(fresh)).of(LIVE, null)))
                .containsExactly("CAP-1");
    }

    @Test
    void whatTheApplicationWroteIsNotGivenOutAsAwssWords() {
        var task = died("7f3a", "", "password=hunter2", "KeyError: 'DATABASE_URL'");
        var failure =
                Failure.of(causes(FAILED, List.of(task), List.of()), FAILED).orElseThrow();
        assertThat(failure.problem().code()).isEqualTo("ENV-1");
        assertThat(failure.said())
                .contains("Essential container in task exited")
                .doesNotContain("hunter2", "KeyError");
        assertThat(String.join("", Failure.said(failure.cause()))).doesNotContain("hunter2", "KeyError");
    }

    @Test
    void anOlderVersionsFailureProposesNothingForTodaysSettings() {
        var task = died("7f3a", "OutOfMemoryError: Container killed due to memory usage");
        var newer = version(3, Intent.RUN, VersionState.RUNNING, Given.WEB);
        assertThat(Failure.of(causes(FAILED, List.of(task), List.of()), FAILED)
                        .orElseThrow()
                        .steps())
                .isNotEmpty();
        assertThat(Failure.of(causes(newer, List.of(task), List.of()), FAILED)
                        .orElseThrow()
                        .steps())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CB-1", "STUCK-1"})
    void listsTellTheTasksCause(String code) {
        var stopped = died("7f3a", "", "KeyError: 'DATABASE_URL'");
        assertThat(listed(failed(Problem.of(code)), List.of(stopped))).isEqualTo("ENV-1");
        assertThat(listed(failed(Problem.of(code)), List.of())).isEqualTo(code);
    }

    private static String listed(Version version, List<TaskPicture> died) {
        return requireNonNull(Causes.told(version, died).problem()).code();
    }
}
