package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.watch.TaskPicture;
import no.dotkom.portal.watch.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the pages of tasks show. */
@Component
class Tasks {
    private static final int RUNNING = 200;
    private static final int STOPPED = 25;
    /** Stopped tasks among which those of one version are counted. */
    private static final int COUNTED = 200;
    /** AWS lists a stopped task for about an hour (design.md decision 13). */
    private static final Duration LISTED = Duration.ofHours(1);

    private static final int LOOP = 3;
    private static final Duration LOOP_WITHIN = Duration.ofMinutes(10);

    private final Apps apps;
    private final Watch watch;
    private final Platforms platforms;
    private final Audit audit;

    Tasks(Apps apps, Watch watch, Platforms platforms, Audit audit) {
        this.apps = apps;
        this.watch = watch;
        this.platforms = platforms;
        this.audit = audit;
    }

    /** @param below a task: those that were created before it; null for the first page */
    TasksView list(Situation now, List<Situation> tabs, @Nullable String below) {
        var id = now.environment().ref().id();
        var numbers = numbers(apps.versions(now.environment().ref(), Long.MAX_VALUE));
        var running = watch.tasks(id, RUNNING).stream()
                .filter(task -> !task.stopped())
                .toList();
        var stopped = watch.stopped(id, below, STOPPED + 1);
        var page = stopped.stream().limit(STOPPED).toList();
        var older = stopped.size() > STOPPED
                ? now.path() + "/tasks?below=" + page.getLast().id()
                : null;
        return new TasksView(
                now,
                tabs,
                rows(now, running, numbers),
                rows(now, page, numbers),
                below == null,
                older,
                loop(stopped, now.picture().now()).orElse(null));
    }

    private static List<TaskView> rows(Situation now, List<TaskPicture> tasks, Map<Long, Long> numbers) {
        return tasks.stream().map(task -> row(now, task, numbers)).toList();
    }

    private static TaskView row(Situation now, TaskPicture task, Map<Long, Long> numbers) {
        return TaskView.of(task, checked(now), numbers.getOrDefault(task.generation(), task.generation()));
    }

    static boolean checked(Situation now) {
        return now.host().isPresent() || !now.shown().spec().containerCheck().isEmpty();
    }

    /** The newest version whose tasks a revision's are: a change of count keeps the revision, a pause starts none. */
    static Map<Long, Long> numbers(List<Version> versions) {
        return versions.stream()
                .filter(version -> version.intent() == Intent.RUN)
                .filter(version -> version.state() == VersionState.LIVE || version.state() == VersionState.RUNNING)
                .collect(Collectors.toMap(
                        version -> version.containerGeneration().number(),
                        version -> version.generation().number(),
                        Math::max));
    }

    /** Three of one revision within ten minutes, and the last of them a moment ago. */
    static Optional<TasksView.CrashLoop> loop(List<TaskPicture> stopped, Instant now) {
        var died = stopped.stream().filter(TaskPicture::died).toList();
        if (died.isEmpty()) {
            return Optional.empty();
        }
        var newest = died.getFirst().generation();
        var since = now.minus(LOOP_WITHIN);
        var lately = died.stream()
                .filter(task -> task.generation() == newest)
                .map(TaskPicture::stoppedAt)
                .filter(at -> at != null && at.isAfter(since))
                .toList();
        return lately.size() < LOOP
                ? Optional.empty()
                : Optional.of(new TasksView.CrashLoop(lately.size(), LOOP_WITHIN));
    }

    Optional<TaskDetail> one(Member member, Situation now, List<Situation> tabs, String id) {
        return watch.task(now.environment().ref().id(), id).map(task -> detail(member, now, tabs, task));
    }

    private TaskDetail detail(Member member, Situation now, List<Situation> tabs, TaskPicture task) {
        var ref = now.environment().ref();
        var version = task.generation() == 0
                ? null
                : apps.version(ref, new Generation(task.generation())).orElse(null);
        var nodes = watch.nodes();
        var causes = new Causes(now, List.of(task), List.of(), nodes);
        var cause = cause(causes, task, version);
        return new TaskDetail(
                now,
                tabs,
                task,
                row(now, task, numbers(apps.versions(ref, Long.MAX_VALUE))),
                version,
                before(now, task),
                say(task, checked(now)),
                cause,
                steps(cause, causes, task),
                Lives.of(task),
                nodes.stream()
                        .filter(each -> each.instanceId().equals(task.instanceId()))
                        .findFirst()
                        .orElse(null),
                forgotten(task, now.picture().now()),
                AwsConsole.of(platforms.current()),
                Rights.of(member, now.environment()));
    }

    /** Null for one that is well, and for one that was stopped because fewer or other ones were wanted. */
    private static @Nullable Diagnosis cause(Causes causes, TaskPicture task, @Nullable Version version) {
        var failing = version != null && task.equals(causes.failing(version));
        return task.died() || failing
                ? causes.of(task, version).stream().findFirst().orElse(null)
                : null;
    }

    /** Those that do not lead to the page itself. */
    private static List<NextStep> steps(@Nullable Diagnosis cause, Causes causes, TaskPicture task) {
        return cause == null
                ? List.of()
                : NextStep.of(cause, causes, task).stream()
                        .filter(step -> !step.href().endsWith(task.id()))
                        .toList();
    }

    void shownSession(Member member, TaskDetail detail) {
        var ref = detail.now().environment().ref();
        audit.record(new Deed(
                member.id(),
                member.name(),
                "portal",
                "session.show",
                ref.name().app().value(),
                ref.id().value(),
                null,
                "task " + detail.task().id() + " on " + detail.task().instanceId()));
    }

    private int before(Situation now, TaskPicture task) {
        return (int) watch.stopped(now.environment().ref().id(), null, COUNTED).stream()
                .filter(each -> each.generation() == task.generation() && each.died())
                .filter(each -> each.createdAt().isBefore(task.createdAt()))
                .count();
    }

    private static boolean forgotten(TaskPicture task, Instant now) {
        var at = task.stoppedAt();
        return at != null && at.isBefore(now.minus(LISTED));
    }

    private static Sentence say(TaskPicture task, boolean checked) {
        if (task.stopped()) {
            return Failure.ended(task);
        }
        if (!task.placed()) {
            return Sentence.of("dashboard.task.unplaced");
        }
        var node = Sentence.of("dashboard.task.on", task.node());
        return switch (task.status()) {
            case "RUNNING" ->
                Sentence.of(checked && !task.healthy() ? "dashboard.task.runs.checked" : "dashboard.task.runs", node);
            case "DEACTIVATING", "STOPPING", "DEPROVISIONING" -> Sentence.of("dashboard.task.stops", node);
            default -> Sentence.of("dashboard.task.starts", node);
        };
    }
}
