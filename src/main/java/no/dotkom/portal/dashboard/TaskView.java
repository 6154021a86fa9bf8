package no.dotkom.portal.dashboard;

import java.time.Instant;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * A task as a row of a table.
 *
 * @param state of the dot
 * @param word message key of the state
 * @param checks what its health checks come to, or null where there are none
 */
public record TaskView(
        String id,
        String shortId,
        String state,
        String word,
        String node,
        long version,
        @Nullable Sentence checks,
        @Nullable Instant at,
        @Nullable Integer hostPort) {

    static TaskView of(TaskPicture task, boolean checked, long version) {
        var state = state(task, checked);
        return new TaskView(
                task.id(),
                task.shortId(),
                state.dot,
                "dashboard.task." + state.name().toLowerCase(java.util.Locale.ROOT),
                task.node(),
                version,
                checks(task, checked),
                task.stopped() ? task.stoppedAt() : task.startedAt(),
                task.hostPort());
    }

    private enum State {
        HEALTHY("healthy"),
        RUNNING("healthy"),
        UNHEALTHY("unhealthy"),
        CHECKING("deploying"),
        STARTING("pending"),
        DRAINING("removing"),
        STOPPING("removing"),
        STOPPED("paused"),
        DIED("failed");

        private final String dot;

        State(String dot) {
            this.dot = dot;
        }
    }

    private static State state(TaskPicture task, boolean checked) {
        return switch (task.status()) {
            case "RUNNING" -> running(task, checked);
            case "STOPPED" -> task.died() ? State.DIED : State.STOPPED;
            case "DEACTIVATING", "STOPPING", "DEPROVISIONING" -> State.STOPPING;
            // PROVISIONING, PENDING, ACTIVATING, and whatever AWS may add before a start
            default -> State.STARTING;
        };
    }

    private static State running(TaskPicture task, boolean checked) {
        return switch (task.health()) {
            case "healthy" -> State.HEALTHY;
            case "unhealthy" -> State.UNHEALTHY;
            case "draining" -> State.DRAINING;
            default -> checked ? State.CHECKING : State.RUNNING;
        };
    }

    private static @Nullable Sentence checks(TaskPicture task, boolean checked) {
        if (task.stopped()) {
            return ended(task);
        }
        if (!checked || !task.running()) {
            return null;
        }
        return task.healthReason().isEmpty()
                ? Sentence.of("dashboard.checks." + (task.healthy() ? "passing" : "none"))
                : new Sentence.Quoted(task.healthReason());
    }

    private static @Nullable Sentence ended(TaskPicture task) {
        var exit = task.exitCode();
        if (task.died() && exit != null) {
            return Sentence.of("dashboard.checks.exit", exit.toString());
        }
        return task.stoppedReason().isEmpty() ? null : new Sentence.Quoted(task.stoppedReason());
    }
}
