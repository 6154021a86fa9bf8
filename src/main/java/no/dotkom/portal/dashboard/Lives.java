package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/** The life of a task as moments, by what AWS tells of each: from PROVISIONING to STOPPED. Pure. */
final class Lives {
    private Lives() {}

    /** One that may have been reached. */
    private record Reached(String name, @Nullable Instant at) {}

    static List<TaskDetail.Moment> of(TaskPicture task) {
        var life = life(task);
        var last = life.stream().filter(each -> each.at() != null).count() - 1;
        var moments = new ArrayList<TaskDetail.Moment>();
        for (var i = 0; i < life.size(); i++) {
            var each = life.get(i);
            var state = each.at() == null ? "waiting" : i == last ? at(task) : "done";
            moments.add(new TaskDetail.Moment("dashboard.life." + each.name(), state, each.at(), took(life, i)));
        }
        return moments;
    }

    /** What the last that it reached means for it. */
    private static String at(TaskPicture task) {
        return task.stoppedAt() == null ? "running" : task.died() ? "failed" : "done";
    }

    /** What was never reached is left out once the task has stopped. */
    private static List<Reached> life(TaskPicture task) {
        var life = List.of(
                new Reached("created", task.createdAt()),
                new Reached("pulling", task.pullStartedAt()),
                new Reached("pulled", task.pullStoppedAt()),
                new Reached("started", task.startedAt()),
                new Reached("stopping", task.stoppingAt()),
                new Reached("stopped", task.stoppedAt()));
        var ending = task.stopped() || task.stoppingAt() != null;
        return life.stream()
                .filter(each -> ending
                        ? each.at() != null || each.name().equals("stopped")
                        : !each.name().startsWith("stop"))
                .toList();
    }

    private static @Nullable Duration took(List<Reached> life, int at) {
        var from = life.get(at).at();
        var to = at + 1 < life.size() ? life.get(at + 1).at() : null;
        return from == null || to == null ? null : Duration.between(from, to);
    }
}
