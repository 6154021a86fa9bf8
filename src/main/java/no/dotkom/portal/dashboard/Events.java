package no.dotkom.portal.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.reconcile.StepRecord;
import no.dotkom.portal.watch.EventPicture;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/** What happened while a version was on its way: our own calls, the service's events, the lives of its tasks. Pure. */
final class Events {
    private final Instant from;
    private final Instant until;
    private final List<StepView.Event> all = new ArrayList<>();

    private Events(Version version) {
        this.from = version.createdAt();
        this.until = version.finishedAt() == null ? Instant.MAX : version.finishedAt();
    }

    static List<StepView.Event> of(
            Version version, List<StepRecord> calls, List<EventPicture> service, List<TaskPicture> tasks) {
        var events = new Events(version);
        calls.forEach(events::call);
        service.forEach(event -> events.add(event.at(), new Sentence.Quoted(event.text())));
        tasks.stream()
                .filter(task ->
                        task.generation() == version.containerGeneration().number())
                .forEach(events::task);
        return events.all;
    }

    private void add(@Nullable Instant at, Sentence text) {
        if (at != null && !at.isBefore(from) && !at.isAfter(until)) {
            all.add(new StepView.Event(at, text));
        }
    }

    private void call(StepRecord call) {
        var outcome = call.outcome();
        var text = call.operation() + " " + call.detail();
        var said = call.said();
        add(
                call.intendedAt(),
                new Sentence.Quoted(
                        outcome == null || outcome.equals("APPLIED") || said == null || said.isBlank()
                                ? text
                                : text + ": " + said));
    }

    private void task(TaskPicture task) {
        var id = task.shortId();
        add(task.createdAt(), Sentence.of("dashboard.event.created", id));
        add(task.pullStartedAt(), Sentence.of("dashboard.event.pulls", id, task.node()));
        add(task.pullStoppedAt(), Sentence.of("dashboard.event.pulled", id));
        var port = task.hostPort();
        add(
                task.startedAt(),
                port == null
                        ? Sentence.of("dashboard.event.started", id, task.node())
                        : Sentence.of("dashboard.event.startedPort", id, task.node(), port.toString()));
        add(task.stoppedAt(), stopped(task));
    }

    private static Sentence stopped(TaskPicture task) {
        var exit = task.exitCode();
        return exit == null
                ? Sentence.of("dashboard.event.stopped", task.shortId())
                : Sentence.of("dashboard.event.exited", task.shortId(), exit.toString());
    }
}
