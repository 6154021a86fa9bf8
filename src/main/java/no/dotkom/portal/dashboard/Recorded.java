package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.diagnose.Evidence;
import no.dotkom.portal.diagnose.Facts;
import no.dotkom.portal.diagnose.TaskEvidence;
import no.dotkom.portal.watch.EventPicture;
import no.dotkom.portal.watch.NodePicture;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/** What is recorded, as the evidence that the diagnosis reads. Pure. */
final class Recorded {
    /** What AWS adds to a deployment after its end. */
    private static final Duration AFTERMATH = Duration.ofMinutes(1);

    private Recorded() {}

    /** A task by itself. @param now until when one that runs has run */
    static Evidence of(TaskPicture task, Instant now) {
        return Evidence.NONE.with(task(task)).with(checks(task, now)).with(node(task));
    }

    private static TaskEvidence task(TaskPicture task) {
        var exit = task.exitCode();
        return TaskEvidence.NONE
                .called(task.shortId(), task.status())
                .stopped(task.stopCode(), task.stoppedReason())
                .with(new TaskEvidence.Container(
                        "app", task.containerReason(), exit == null ? OptionalInt.empty() : OptionalInt.of(exit)))
                .between(task.startedAt(), task.stoppedAt())
                .wrote(task.lastLines().stream()
                        .map(line -> new TaskEvidence.Line(line.at(), line.text()))
                        .toList());
    }

    private static Evidence.Checks checks(TaskPicture task, Instant now) {
        var unhealthy = task.unhealthyReason().isEmpty() ? "" : "unhealthy";
        var inside = task.stoppedReason().contains("container health checks") ? "UNHEALTHY" : "";
        return Evidence.Checks.NONE
                .target(unhealthy, "", task.unhealthyReason())
                .container(inside, "")
                .timed(ran(task, now), null);
    }

    static @Nullable Duration ran(TaskPicture task, Instant now) {
        var started = task.startedAt();
        return started == null ? null : Duration.between(started, task.stoppedAt() == null ? now : task.stoppedAt());
    }

    /** Its name alone: that its agent is silent now says nothing of a task that died before, and since when nobody knows. */
    private static Evidence.Node node(TaskPicture task) {
        return new Evidence.Node(task.node(), "", "", null, null, null);
    }

    /**
     * The deployment of a version.
     *
     * @param mine its tasks
     * @param breaker what AWS said when the circuit breaker ended it, or null when that did not
     * @param since events before this are old
     */
    static Evidence.Rollout rollout(
            Version version,
            List<TaskPicture> mine,
            List<EventPicture> events,
            @Nullable String breaker,
            Instant since,
            Instant now) {
        var until = end(version, now).plus(AFTERMATH);
        var told = events.stream()
                .filter(event -> !event.at().isBefore(since) && !event.at().isAfter(until))
                .map(event -> Evidence.Event.of(event.text()))
                .toList();
        var died = (int) mine.stream().filter(TaskPicture::died).count();
        var rollout = Evidence.Rollout.NONE.events(told);
        if (breaker != null) {
            rollout = rollout.deployment(breaker, "", false);
        }
        return died == 0 ? rollout : rollout.counted(died, mine.size());
    }

    private static Instant end(Version version, Instant now) {
        var finished = version.finishedAt();
        return finished == null || version.state() == VersionState.LIVE ? now : finished;
    }

    /** What we know of a version. @param kept the one that serves meanwhile, or empty */
    static Facts facts(Situation now, Version version, String kept) {
        return Facts.NONE
                .of(version.spec())
                .named(
                        now.environment().ref().name().full(),
                        version.generation().toString(),
                        kept)
                .at(now.picture().readAt(), null);
    }

    /** The room there is now: of no use to a version that did not find any last night. */
    static Facts.Room room(Version version, List<NodePicture> nodes) {
        if (nodes.isEmpty() || version.state() != VersionState.RUNNING) {
            return Facts.Room.UNKNOWN;
        }
        var architecture = version.spec().architecture().word();
        var largest = nodes.stream()
                .filter(node -> node.architecture().equals(architecture))
                .mapToInt(NodePicture::memoryFree)
                .max();
        var architectures =
                nodes.stream().map(NodePicture::architecture).distinct().toList();
        return new Facts.Room(OptionalInt.of(nodes.size()), largest, architectures, "", false);
    }
}
