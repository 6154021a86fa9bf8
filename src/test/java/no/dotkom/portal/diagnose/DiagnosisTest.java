package no.dotkom.portal.diagnose;

import static no.dotkom.portal.diagnose.DiagnosesTest.KNOWN;
import static no.dotkom.portal.diagnose.DiagnosesTest.exited;
import static no.dotkom.portal.diagnose.DiagnosesTest.first;
import static no.dotkom.portal.diagnose.DiagnosesTest.lines;
import static no.dotkom.portal.diagnose.DiagnosesTest.silentTarget;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import no.dotkom.portal.diagnose.TaskEvidence.Container;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Size;
import org.junit.jupiter.api.Test;

/** What a sentence says, and what the page can fill in already. */
class DiagnosisTest {
    @Test
    void moreMemoryMeansTheNextSizeUp() {
        // Given
        var killed = exited(137)
                .with(new Container(
                        "app", "OutOfMemoryError: Container killed due to memory usage", OptionalInt.of(137)));

        // When
        var diagnosis = first(KNOWN.with(killed));

        // Then
        assertThat(Told.sentence(diagnosis))
                .isEqualTo("The task used more than its 512 MiB and was stopped 41 s after start.");
        assertThat(Told.norwegian(diagnosis))
                .isEqualTo("Oppgaven brukte mer enn sine 512 MiB og ble stoppet 41 s etter start.");
        assertThat(Told.action(diagnosis, Told.ENGLISH)).startsWith("Change to medium");
        assertThat(diagnosis.remedy()).isEqualTo(new Remedy.ChangeSize(Size.MEDIUM, OptionalInt.of(1024)));
    }

    @Test
    void lessMemoryMeansTheLargestSizeThatFits() {
        // Given
        var room = new Facts.Room(OptionalInt.of(2), OptionalInt.of(130), List.of("amd64"), "", false);
        var evidence =
                KNOWN.with(KNOWN.facts().with(room)).with(Evidence.Rollout.NONE.refused(List.of("RESOURCE:MEMORY")));

        // When
        var diagnosis = first(evidence);

        // Then
        assertThat(Told.sentence(diagnosis)).isEqualTo("No node has 256 MiB free; the largest gap is 130 MiB.");
        assertThat(diagnosis.remedy()).isEqualTo(new Remedy.ChangeSize(Size.MICRO, OptionalInt.empty()));
    }

    @Test
    void aSlowStartMeansTwiceTheGrace() {
        // Given
        var measured = silentTarget().timed(null, Duration.ofSeconds(85));
        var said = exited(0, "Started GradesApplication in 201.4 seconds (process running for 203)")
                .stopped("ServiceSchedulerInitiated", "Task failed ELB health checks in (target-group x)");

        // Then
        assertThat(first(KNOWN.with(measured)).remedy()).isEqualTo(new Remedy.RaiseGrace(120));
        assertThat(Told.sentence(first(KNOWN.with(measured))))
                .isEqualTo("The app needs about 1 m 25 s to start; the limit is 1 min.");
        assertThat(first(KNOWN.with(said)).remedy()).isEqualTo(new Remedy.RaiseGrace(260));
    }

    @Test
    void theLogTellsThePortAndTheAddress() {
        // Given
        var otherPort = TaskEvidence.NONE.called("7f3a", "RUNNING").wrote(lines("Server listening on port 8080"));
        var localOnly = TaskEvidence.NONE.called("7f3a", "RUNNING").wrote(lines("Listening on http://127.0.0.1:3000"));

        // Then
        assertThat(first(KNOWN.with(otherPort).with(silentTarget())).remedy())
                .isEqualTo(new Remedy.ChangePort(OptionalInt.of(8080)));
        assertThat(first(KNOWN.with(localOnly).with(silentTarget())).remedy())
                .isEqualTo(new Remedy.ListenOnAllAddresses());
    }

    @Test
    void namesAreTakenFromTheText() {
        assertThat(first(KNOWN.with(exited(1, "Error: missing required env DATABASE_URL")))
                        .remedy())
                .isEqualTo(new Remedy.AddVariable("DATABASE_URL"));
        assertThat(Told.sentence(first(KNOWN.with(exited(1, "Error: connect ECONNREFUSED 10.0.0.5:5432")))))
                .isEqualTo("The app stopped because it could not reach 10.0.0.5:5432.");
        assertThat(Told.norwegian(first(KNOWN.with(exited(1, "Error: getaddrinfo ENOTFOUND db.internal")))))
                .isEqualTo("Appen stoppet fordi den ikke klarte å finne db.internal.");
        assertThat(
                        Told.sentence(
                                first(
                                        KNOWN.with(
                                                startFailed(
                                                        "CannotPullContainerError: Error response from daemon: manifest for ghcr.io/dotkom/web:9 not found: manifest unknown")))))
                .isEqualTo("The image ghcr.io/dotkom/web:9 does not exist, or its tag was removed.");
        assertThat(
                        Told.sentence(
                                first(
                                        KNOWN.with(
                                                startFailed(
                                                        "CannotStartContainerError: OCI runtime create failed: exec: \\\"/start.sh\\\": permission denied: unknown")))))
                .isEqualTo("Docker could not start /start.sh: permission denied.");
        assertThat(Told.sentence(first(KNOWN.with(startFailed(
                        "CannotStartContainerError: Bind for 0.0.0.0:8080 failed: port is already allocated")))))
                .isEqualTo("Host port 8080 is taken on the node.");
    }

    private static TaskEvidence startFailed(String reason) {
        return TaskEvidence.NONE
                .called("7f3a", "STOPPED")
                .stopped("TaskFailedToStart", "")
                .with(new Container("app", reason, OptionalInt.empty()));
    }

    @Test
    void aSentenceWithoutItsValuesIsStillASentence() {
        // Given
        var spot = Evidence.NONE.with(TaskEvidence.NONE.stopped("SpotInterruption", ""));

        // When
        var diagnosis = first(spot);

        // Then
        assertThat(Told.sentence(diagnosis))
                .isEqualTo("The node is out of service: Spot interruption; its tasks move elsewhere.");
        assertThat(Told.norwegian(diagnosis))
                .isEqualTo("Noden er ute av drift: Spot-avbrudd; oppgavene flyttes til andre noder.");
    }

    /** Of what a sentence cannot do without, its rule has another sentence ({@code as}) where it is not known. */
    @Test
    void everyCodeHasAnActionAndASentenceOfItsOwnInBothLanguages() {
        for (var locale : List.of(Told.ENGLISH, Told.NORWEGIAN)) {
            // When
            var words = Told.words(locale);
            var sentences = Arrays.stream(Code.values())
                    .map(code -> words.problem(Problem.of(code.shown())))
                    .toList();

            // Then
            assertThat(sentences)
                    .doesNotHaveDuplicates()
                    .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContainPattern("\\{[a-zA-Z]+}"));
            assertThat(Code.values())
                    .allSatisfy(code -> assertThat(words.action(Problem.of(code.shown())))
                            .isNotBlank()
                            .doesNotContain("…"));
        }
    }

    @Test
    void nobodyIsSaidToBeToldWhoIsNot() {
        assertThat(Code.values())
                .allSatisfy(code -> assertThat(Told.words(Told.ENGLISH).action(Problem.of(code.shown())))
                        .doesNotContainIgnoringCase("are told"));
    }
}
