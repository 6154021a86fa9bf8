package no.dotkom.portal.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.ExecutionRole;
import no.dotkom.portal.plan.Exposure;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.ObservedRecords;
import no.dotkom.portal.plan.ObservedRules;
import no.dotkom.portal.plan.ObservedSecrets;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Plan;
import no.dotkom.portal.plan.Rollout;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Wait;
import no.dotkom.portal.plan.Wish;
import no.dotkom.portal.reconcile.RolloutStep.Name;
import no.dotkom.portal.reconcile.RolloutStep.State;
import no.dotkom.portal.watch.TaskPicture;

/** Tells the nine steps of a rollout from what is wished, planned and seen. Pure. */
final class RolloutProgress {
    /** The circuit breaker gives up at the third failed task (aws-facts §4), for up to six tasks. */
    private static final int ATTEMPTS = 3;

    private final Wish wish;
    private final DesiredState.Deployed desired;
    private final ObservedState observed;
    private final Plan plan;
    private final List<TaskPicture> mine;
    private final List<TaskPicture> tasks;
    private final List<RolloutStep> steps = new ArrayList<>();
    private boolean reached = true;

    private RolloutProgress(
            Wish wish, DesiredState.Deployed desired, ObservedState observed, Plan plan, List<TaskPicture> tasks) {
        this.wish = wish;
        this.desired = desired;
        this.observed = observed;
        this.plan = plan;
        this.tasks = tasks;
        this.mine = tasks.stream()
                .filter(task -> task.generation() == wish.containerGeneration().number())
                .toList();
    }

    static List<RolloutStep> of(
            Wish wish, DesiredState desired, ObservedState observed, Plan plan, List<TaskPicture> tasks) {
        return switch (desired) {
            case DesiredState.Gone gone -> removal(observed);
            case DesiredState.Deployed deployed -> new RolloutProgress(wish, deployed, observed, plan, tasks).all();
        };
    }

    /** A removal has no rollout: its page shows what is left. */
    private static List<RolloutStep> removal(ObservedState observed) {
        var left = left(observed);
        return List.of(
                RolloutStep.of(Name.CHECK, State.DONE, "check.done"),
                RolloutStep.of(Name.RESOURCES, State.RUNNING, "removal.left", left));
    }

    private static int left(ObservedState observed) {
        var left = 0;
        for (var slot :
                List.of(observed.logGroup(), observed.taskDefinition(), observed.targetGroup(), observed.service())) {
            left += slot instanceof Observation.Present<?> ? 1 : 0;
        }
        left += observed.rules() instanceof ObservedRules.Seen(var ours, var taken, var shadows) ? ours.size() : 0;
        return left + (observed.draining() ? 1 : 0);
    }

    private List<RolloutStep> all() {
        steps.add(RolloutStep.of(Name.CHECK, State.DONE, "check.done"));
        resources();
        image();
        if (wish.intent() == Intent.PAUSE) {
            pause();
        } else {
            place();
            pull();
            start();
            health();
            traffic();
            finish();
        }
        return steps;
    }

    /** Adds a step; once one is not done, those after it wait. */
    private void add(Name name, boolean done, RolloutStep whenDone, RolloutStep whenRunning) {
        if (!reached) {
            steps.add(RolloutStep.of(name, State.WAITING, "waiting"));
        } else {
            steps.add(done ? whenDone : whenRunning);
            reached = done;
        }
    }

    private static RolloutStep done(Name name, String message, Object... arguments) {
        return RolloutStep.of(name, State.DONE, message, arguments);
    }

    private static RolloutStep running(Name name, String message, Object... arguments) {
        return RolloutStep.of(name, State.RUNNING, message, arguments);
    }

    private void resources() {
        var total = 1;
        var have = observed.logGroup() instanceof Observation.Present ? 1 : 0;
        if (desired.exposure() instanceof Exposure.Http http) {
            total += 1 + http.rules().size() + http.records().size();
            have += observed.targetGroup() instanceof Observation.Present ? 1 : 0;
            have += observed.rules() instanceof ObservedRules.Seen(var ours, var taken, var shadows) ? ours.size() : 0;
            have += observed.records() instanceof ObservedRecords.Seen(var ours, var foreign) ? ours.size() : 0;
        }
        if (desired.role() != null) {
            total++;
            have += roleStands() ? 1 : 0;
        }
        var pending = plan.steps().stream().anyMatch(RolloutProgress::isResource);
        // What waits for a domain is not what the service waits for, once that is there.
        var enough = have >= total - records()
                || (domain().isPresent() && observed.service() instanceof Observation.Present);
        add(
                Name.RESOURCES,
                !pending && enough,
                done(Name.RESOURCES, "resources.done", Math.min(have, total)),
                running(Name.RESOURCES, "resources.running", Math.min(have, total), total));
    }

    /** As wanted, and for so long that AWS sees it everywhere. */
    private boolean roleStands() {
        return observed.secrets() instanceof ObservedSecrets.Seen(var role, var _)
                && role instanceof Observation.Present<ExecutionRole>(var _, var actual)
                && actual.equals(desired.role());
    }

    /** Records come after the service, so they are not waited for here. */
    private int records() {
        return desired.exposure() instanceof Exposure.Http http ? http.records().size() : 0;
    }

    private static boolean isResource(Step step) {
        return step instanceof Step.CreateLogGroup
                || step instanceof Step.CreateTargetGroup
                || step instanceof Step.CreateHostRule
                || step instanceof Step.UpdateTargetGroup
                || step instanceof Step.UpdateHostRule;
    }

    private void image() {
        var image = wish.spec().image();
        var digest = image.digest();
        add(
                Name.IMAGE,
                digest != null,
                done(
                        Name.IMAGE,
                        "image.done",
                        Objects.requireNonNullElse(image.tag(), "sha256"),
                        digest == null ? "" : digest.substring("sha256:".length(), "sha256:".length() + 8)),
                running(Name.IMAGE, "image.running"));
    }

    private int wanted() {
        return desired.service().count();
    }

    private List<TaskPicture> current() {
        return mine.stream().filter(task -> !task.stopped()).toList();
    }

    private void place() {
        var placed = current().stream().filter(TaskPicture::placed).toList();
        var nodes = placed.stream().map(TaskPicture::node).distinct().sorted().collect(Collectors.joining(", "));
        add(
                Name.PLACE,
                placed.size() >= wanted() || !failures().isEmpty() && !placed.isEmpty(),
                done(Name.PLACE, "place.done", wanted(), nodes),
                running(Name.PLACE, "place.running", placed.size(), wanted()));
    }

    private void pull() {
        var pulled = mine.stream().filter(task -> task.pullStoppedAt() != null).toList();
        var slowest = pulled.stream()
                .map(task -> Duration.between(
                        Objects.requireNonNullElse(task.pullStartedAt(), task.createdAt()),
                        Objects.requireNonNull(task.pullStoppedAt())))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        add(
                Name.PULL,
                pulled.size() >= wanted(),
                done(Name.PULL, "pull.done", seconds(slowest)),
                running(Name.PULL, "pull.running"));
    }

    private List<TaskPicture> failures() {
        return mine.stream().filter(TaskPicture::died).toList();
    }

    private void start() {
        var started = current().stream().filter(TaskPicture::running).toList();
        var slowest = started.stream()
                .map(task -> Duration.between(
                        Objects.requireNonNullElse(task.pullStoppedAt(), task.createdAt()),
                        Objects.requireNonNullElse(task.startedAt(), task.createdAt())))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        var attempt = Math.min(ATTEMPTS, failures().size() + 1);
        add(
                Name.START,
                started.size() >= wanted(),
                done(Name.START, "start.done", seconds(slowest)),
                running(Name.START, "start.running", attempt, ATTEMPTS));
    }

    private void health() {
        if (desired.exposure() instanceof Exposure.None) {
            add(Name.HEALTH, true, done(Name.HEALTH, "health.worker"), running(Name.HEALTH, "waiting"));
            return;
        }
        var healthy = current().stream().filter(TaskPicture::healthy).count();
        add(
                Name.HEALTH,
                healthy >= wanted(),
                done(Name.HEALTH, "health.done"),
                running(Name.HEALTH, "health.running", healthy, wanted(), graceLeft()));
    }

    /** Seconds until failing checks begin to count, 0 when they do already. */
    private long graceLeft() {
        var grace = Duration.ofSeconds(desired.service().graceSeconds());
        return current().stream()
                .filter(task -> task.startedAt() != null)
                .map(task -> grace.minus(Duration.between(task.startedAt(), observed.at())))
                .max(Comparator.naturalOrder())
                .map(left -> Math.max(0, left.toSeconds()))
                .orElse(0L);
    }

    private void traffic() {
        var old = tasks.stream()
                .filter(task -> !task.stopped()
                        && task.generation() != wish.containerGeneration().number())
                .count();
        var stable = observed.rollout() instanceof Rollout.Stable
                && plan.waits().stream().noneMatch(Wait.OnRollout.class::isInstance);
        add(
                Name.TRAFFIC,
                stable,
                done(Name.TRAFFIC, "traffic.done", wish.generation()),
                running(Name.TRAFFIC, old > 0 ? "traffic.draining" : "traffic.running", old));
    }

    /** The first whose owner must make a record. */
    private Optional<HostName> domain() {
        return plan.waits().stream()
                .filter(Wait.OnDomain.class::isInstance)
                .map(wait -> ((Wait.OnDomain) wait).host())
                .findFirst();
    }

    private void finish() {
        var domain = domain();
        if (reached && domain.isPresent()) {
            // Not begun: how long the gateway takes is not reckoned from here.
            steps.add(RolloutStep.of(Name.FINISH, State.WAITING, "finish.domain", domain.get()));
            return;
        }
        add(Name.FINISH, false, done(Name.FINISH, "finish.done"), running(Name.FINISH, "finish.running"));
    }

    private void pause() {
        for (var name : List.of(Name.PLACE, Name.PULL, Name.START, Name.HEALTH)) {
            add(name, true, done(name, "pause.nothing"), running(name, "waiting"));
        }
        var left = tasks.stream().filter(task -> !task.stopped()).count();
        add(Name.TRAFFIC, left == 0, done(Name.TRAFFIC, "pause.done"), running(Name.TRAFFIC, "pause.stopping", left));
        finish();
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(0, duration.toSeconds()));
    }
}
