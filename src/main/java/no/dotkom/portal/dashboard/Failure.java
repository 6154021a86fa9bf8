package no.dotkom.portal.dashboard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * Why a version failed, with the evidence: the sentence, who is affected, the last words of a task that died.
 *
 * @param problem its {@code said} is the text of AWS
 * @param say the one sentence
 * @param affected who is served now
 * @param ended how the task ended, or null when none died
 * @param task the task that died last and left lines, or null
 */
public record Failure(
        Version version,
        Problem problem,
        Sentence say,
        Sentence affected,
        @Nullable Sentence ended,
        @Nullable TaskPicture task) {

    /** None unless the version failed. */
    static Optional<Failure> of(Situation situation, Version version, List<TaskPicture> tasks) {
        return Optional.ofNullable(version.problem()).map(problem -> of(situation, version, problem, tasks));
    }

    private static Failure of(Situation situation, Version version, Problem problem, List<TaskPicture> tasks) {
        var died = died(version, tasks);
        var task = died.stream()
                .filter(each -> !each.lastLines().isEmpty())
                .findFirst()
                .or(() -> died.stream().findFirst())
                .orElse(null);
        var told = counted(situation, version, problem, died.size(), task);
        return new Failure(
                version,
                told,
                Verdicts.why(version, told),
                Verdicts.still(situation),
                task == null ? null : ended(task),
                task);
    }

    /** Tasks of this version that died, the last first. */
    private static List<TaskPicture> died(Version version, List<TaskPicture> tasks) {
        var container = version.containerGeneration().number();
        return tasks.stream()
                .filter(task -> task.generation() == container && task.died())
                .sorted(Comparator.comparing(TaskPicture::createdAt).reversed())
                .toList();
    }

    /** The circuit breaker's problem with its numbers, and with the task's own text behind the fold. */
    private static Problem counted(
            Situation situation, Version version, Problem problem, int died, @Nullable TaskPicture task) {
        if (!problem.code().equals("CB-1") || died == 0) {
            return problem;
        }
        var values = new HashMap<>(problem.values());
        situation.serving().ifPresent(serving -> {
            values.put("failed", Integer.toString(died));
            values.put("tasks", Integer.toString(died));
            values.put("kept", serving.generation().toString());
        });
        return Problem.of("CB-1", values).saying(said(problem, task));
    }

    private static String said(Problem problem, @Nullable TaskPicture task) {
        var own = task == null
                ? List.<String>of()
                : List.of(task.stopCode(), task.stoppedReason(), task.containerReason()).stream()
                        .filter(text -> !text.isBlank() && !problem.said().contains(text))
                        .toList();
        return own.isEmpty() ? problem.said() : String.join("\n", own) + "\n" + problem.said();
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
    public List<LogLine> lines() {
        return task == null
                ? List.of()
                : task.lastLines().stream().map(LogLine::of).toList();
    }
}
