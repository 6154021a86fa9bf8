package no.dotkom.portal.dashboard.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.dashboard.Sentence;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * What happened between the lines, from what was recorded.
 *
 * @param id the same whenever it is told
 * @param state its tone: {@code bad}, {@code info} or none
 */
public record Sign(String id, Instant at, @Nullable String state, Sentence say) {

    /** Of tasks and versions, the oldest first. */
    static List<Sign> of(List<TaskPicture> tasks, List<Version> versions) {
        var signs = new ArrayList<Sign>();
        versions.forEach(version -> signs.add(of(version)));
        for (var task : tasks) {
            var started = task.startedAt();
            if (started != null) {
                signs.add(new Sign("s" + task.id(), started, null, started(task)));
            }
            var stopped = task.stoppedAt();
            if (task.stopped() && stopped != null) {
                signs.add(new Sign("e" + task.id(), stopped, task.died() ? "bad" : null, stopped(task, stopped)));
            }
        }
        signs.sort(Comparator.comparing(Sign::at));
        return signs;
    }

    private static Sign of(Version version) {
        var what = version.reason().isBlank() ? version.spec().image().tag() : version.reason();
        return new Sign(
                version.generation().toString(),
                version.createdAt(),
                "info",
                Sentence.of(
                        "dashboard.logs.sign.version",
                        version.generation(),
                        version.authorName(),
                        what == null ? "" : what));
    }

    private static Sentence started(TaskPicture task) {
        return task.node().isEmpty()
                ? Sentence.of("dashboard.logs.sign.started.unplaced", task.shortId())
                : Sentence.of("dashboard.logs.sign.started", task.shortId(), task.node());
    }

    private static Sentence stopped(TaskPicture task, Instant at) {
        var started = task.startedAt();
        var why = Sentence.of("dashboard.logs.sign.stopped", task.shortId(), why(task));
        return started == null
                ? why
                : Sentence.both(why, Sentence.of("dashboard.logs.sign.lived", Duration.between(started, at)));
    }

    private static Sentence why(TaskPicture task) {
        var exit = task.exitCode();
        if ((task.containerReason() + task.stoppedReason()).contains("OutOfMemory")) {
            return Sentence.of("dashboard.logs.why.memory");
        }
        if (task.failedChecks()) {
            return Sentence.of("dashboard.logs.why.checks");
        }
        if (task.died() && exit != null) {
            return Sentence.of("dashboard.logs.why.exit", exit.toString());
        }
        return task.died() && !task.stoppedReason().isBlank()
                ? new Sentence.Quoted(task.stoppedReason())
                : Sentence.of("dashboard.logs.why.wanted");
    }
}
