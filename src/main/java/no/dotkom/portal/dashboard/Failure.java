package no.dotkom.portal.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.dashboard.logs.LogEntry;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Piece;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.Words;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * Why a version failed or fails, with the evidence: the sentence, who is affected, what to do, the last words of a task
 * that died.
 *
 * @param path of its environment
 * @param cause the one nearest to its reader's control
 * @param others what else the evidence shows; the circuit breaker that only counted is the last
 * @param affected who is served now
 * @param ended how the task ended, or null when none died
 * @param task whose lines are shown, or null
 * @param steps what to do about the cause
 */
public record Failure(
        String path,
        Version version,
        Diagnosis cause,
        List<Diagnosis> others,
        Sentence affected,
        @Nullable Sentence ended,
        @Nullable TaskPicture task,
        List<NextStep> steps) {
    /** Of a version that failed; of one that is on its way or serves, when its tasks die or fail their checks. */
    static Optional<Failure> of(Causes causes, Version version) {
        return switch (version.state()) {
            case FAILED -> told(causes, version, causes.telling(version).orElse(null));
            case RUNNING -> trouble(causes, version, causes.telling(version));
            case LIVE -> trouble(causes, version, causes.lately(version));
            case SUPERSEDED -> Optional.empty();
        };
    }

    private static Optional<Failure> trouble(Causes causes, Version version, Optional<TaskPicture> died) {
        var task = died.orElseGet(() -> causes.failing(version));
        var well = task == null
                && version.state() == VersionState.LIVE
                && causes.unreached(version).isEmpty();
        return well ? Optional.empty() : told(causes, version, task);
    }

    private static Optional<Failure> told(Causes causes, Version version, @Nullable TaskPicture task) {
        var diagnoses = causes.of(version, task);
        if (diagnoses.isEmpty()) {
            return Optional.empty();
        }
        var cause = diagnoses.getFirst();
        return Optional.of(new Failure(
                causes.now().path(),
                version,
                cause,
                diagnoses.subList(1, diagnoses.size()),
                affected(causes.now(), version, cause),
                task == null || !task.stopped() ? null : ended(task),
                task,
                newest(causes, version) ? NextStep.of(cause, causes, task) : List.of()));
    }

    /** True when the first button says what to do, word by word. */
    public boolean saidByButton(Words words) {
        return !steps.isEmpty() && steps.getFirst().label().in(words).equals(words.action(problem()));
    }

    /** Of one name alone the rest of the application runs; what waits before its first name serves nobody yet. */
    private static Sentence affected(Situation now, Version version, Diagnosis cause) {
        var ofOneName = cause.problem().values().containsKey("domain");
        var serves =
                version.state() == VersionState.LIVE || Situation.hosts(version).size() > 1;
        return ofOneName && serves ? Sentence.of("dashboard.oneName") : Verdicts.still(now);
    }

    /** The page of its version. */
    public String at() {
        return path + "/versions/" + version.generation().number();
    }

    /** Its {@code said} is the text of AWS. */
    public Problem problem() {
        return cause.problem();
    }

    /** Of all that is told. */
    Set<String> codes() {
        return Stream.concat(Stream.of(cause), others.stream())
                .map(Diagnosis::code)
                .collect(Collectors.toSet());
    }

    /** The one sentence. */
    public Sentence say() {
        return Verdicts.why(version, problem());
    }

    /** The rest, a sentence each. */
    public List<Sentence> more() {
        return others.stream()
                .map(each -> Verdicts.why(version, each.problem()))
                .toList();
    }

    /** What would be filled in are the settings of today: they are not those of an older version. */
    private static boolean newest(Causes causes, Version version) {
        return causes.now().environment().generation().equals(version.generation())
                || version.state() == VersionState.LIVE;
    }

    /** All that AWS said, once each: the cause's text, the task's own, the breaker's. */
    public String said() {
        var told = Stream.concat(Stream.of(cause), others.stream()).flatMap(each -> said(each).stream());
        var own = task == null
                ? Stream.<String>empty()
                : Stream.of(task.stopCode(), task.stoppedReason(), task.containerReason(), task.unhealthyReason());
        return Stream.concat(told, own)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** Of a diagnosis, what AWS said; what the application wrote and what we measured is not AWS's. */
    static List<String> said(Diagnosis diagnosis) {
        return diagnosis.pieces().stream()
                .filter(piece -> piece.source().aws())
                .map(Piece::text)
                .toList();
    }

    static Sentence ended(TaskPicture task) {
        var exit = task.exitCode();
        var node = task.node();
        if (task.failedChecks()) {
            return Sentence.of("dashboard.ended.unhealthy", task.shortId(), node);
        }
        if (exit != null) {
            return Sentence.of("dashboard.ended.exit", task.shortId(), node, exit.toString());
        }
        return node.isEmpty()
                ? Sentence.of("dashboard.ended.unplaced", task.shortId())
                : Sentence.of("dashboard.ended", task.shortId(), node);
    }

    /** Lines that it left, oldest first. */
    public List<LogEntry> lines() {
        return task == null ? List.of() : LogEntry.lastOf(task);
    }
}
