package no.dotkom.portal.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * AWS in the small: holds what one environment has there, takes the steps of a plan, and refuses what AWS refuses
 * (aws-facts §3, §4). ARNs follow from names, so that two worlds that hold the same are equal.
 */
final class ModelOfAws {
    /** How deployments go while time passes. */
    enum Weather {
        /** Tasks start and are healthy. */
        FAIR,
        /** Tasks never become healthy: the circuit breaker rolls back where there is something to roll back to. */
        FAILING,
        /** No node has room. */
        CROWDED
    }

    /** AWS would not have taken the step: the plan was wrong. */
    static final class Refusal extends RuntimeException {
        Refusal(String why) {
            super(why);
        }
    }

    static final Arn LOG_GROUP = new Arn("arn:aws:logs:::log-group");
    static final Arn TARGET_GROUP = new Arn("arn:aws:elasticloadbalancing:::targetgroup");
    static final Arn SERVICE = new Arn("arn:aws:ecs:::service");
    private static final Problem BROKEN = Problem.of("TASK-1");
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration OVERDUE = Duration.ofMinutes(11);

    private final Weather weather;
    private Observation<LogGroup> logGroup;
    private Observation<TaskDefinition> taskDefinition;
    private List<Arn> olderRevisions;
    private Observation<TargetGroup> targetGroup;
    private ObservedRules rules;
    private Observation<Service> service;
    private ObservedRecords records;
    private boolean draining;
    private Rollout rollout;

    ModelOfAws(ObservedState state, Weather weather) {
        this.weather = weather;
        logGroup = state.logGroup();
        taskDefinition = state.taskDefinition();
        olderRevisions = state.olderRevisions();
        targetGroup = state.targetGroup();
        rules = state.rules();
        service = state.service();
        records = state.records();
        draining = state.draining();
        rollout = state.rollout();
    }

    static Arn revision(Generation generation) {
        return new Arn("arn:aws:ecs:::task-definition/grades:" + generation.number());
    }

    static Arn rule(int priority) {
        return new Arn("arn:aws:elasticloadbalancing:::listener-rule/" + priority);
    }

    static TaskDefinition of(TaskDefinition like, Generation generation) {
        return new TaskDefinition(
                like.family(),
                like.container(),
                generation,
                like.image(),
                like.size(),
                like.port(),
                like.stopTimeoutSeconds(),
                like.architecture(),
                like.variables(),
                like.secrets(),
                like.containerCheck(),
                like.logGroup(),
                like.streamPrefix(),
                like.executionRole(),
                like.asFound());
    }

    static Service running(Service like, Generation revision) {
        return new Service(
                like.name(),
                revision,
                like.count(),
                like.capacityProvider(),
                like.minimumHealthyPercent(),
                like.maximumPercent(),
                like.graceSeconds(),
                like.rebalancing(),
                like.breaker(),
                like.container(),
                like.port());
    }

    ObservedState observe() {
        return new ObservedState(
                Samples.ENVIRONMENT,
                Samples.NOW,
                logGroup,
                taskDefinition,
                olderRevisions,
                targetGroup,
                rules,
                service,
                records,
                draining,
                rollout);
    }

    void apply(Step step) {
        switch (step) {
            case Step.CreateLogGroup(var want) -> {
                refuseUnless(logGroup instanceof Observation.Absent, "ResourceAlreadyExistsException");
                logGroup = new Observation.Present<>(LOG_GROUP, want);
            }
            case Step.SetLogRetention(var want) -> {
                present(logGroup);
                logGroup = new Observation.Present<>(LOG_GROUP, want);
            }
            case Step.AdoptLogGroup(var arn, var want) ->
                logGroup = new Observation.Present<>(arn, present(logGroup, arn).adopted());
            case Step.RegisterTaskDefinition(var want) -> register(want);
            case Step.CreateTargetGroup(var want) -> {
                refuseUnless(targetGroup instanceof Observation.Absent, "DuplicateTargetGroupName");
                targetGroup = new Observation.Present<>(TARGET_GROUP, want);
            }
            case Step.UpdateTargetGroup(var arn, var want) -> {
                var actual = present(targetGroup, arn);
                targetGroup = new Observation.Present<>(
                        arn, new TargetGroup(actual.name(), actual.vpc(), want.health(), actual.drainSeconds()));
            }
            case Step.SetDeregistrationDelay(var arn, var seconds) -> {
                var actual = present(targetGroup, arn);
                targetGroup = new Observation.Present<>(
                        arn, new TargetGroup(actual.name(), actual.vpc(), actual.health(), seconds));
            }
            case Step.CreateHostRule(var want, var group) -> createRule(want, group);
            case Step.UpdateHostRule(var arn, var want, var group) -> {
                present(targetGroup, group);
                removeRule(arn);
                addRule(want);
            }
            case Step.CreateService(var want, var revision, var group) -> createService(want, revision, group);
            case Step.UpdateService(var want, var actual, var revision, var group) ->
                updateService(want, actual, revision, group);
            case Step.StopServiceDeployment(var arn) -> stopDeployment(arn);
            case Step.PutDnsRecord(var zone, var host, var target) -> putRecord(zone, host, target);
            case Step.DeleteDnsRecord(var zone, var host, var target) -> deleteRecord(zone, host, target);
            case Step.OfSecrets _ -> throw new Refusal("no secret was asked for");
            case Step.OfDomain _ -> throw new Refusal("no domain of its own was asked for");
            case Step.DeleteService(var arn) -> {
                present(service, arn);
                service = new Observation.Absent<>();
                rollout = new Rollout.None();
                draining = true;
            }
            case Step.DeleteHostRule(var arn) -> removeRule(arn);
            case Step.DeleteTargetGroup(var arn) -> {
                present(targetGroup, arn);
                refuseUnless(seenRules().ours().isEmpty(), "ResourceInUse");
                targetGroup = new Observation.Absent<>();
            }
            case Step.DeregisterTaskDefinition(var arn) -> deregister(arn);
            case Step.DeleteLogGroup(var name) -> {
                refuseUnless(present(logGroup).name().equals(name), "ResourceNotFoundException");
                logGroup = new Observation.Absent<>();
            }
        }
    }

    /** A while passes: deployments get on, deleted services let go. */
    void passTime() {
        draining = false;
        switch (service) {
            case Observation.Present<Service>(var arn, var actual) ->
                rollout = next(actual, revision(actual.revision()));
            case Observation.Absent<Service>(), Observation.Foreign<Service> _ -> rollout = new Rollout.None();
            case Observation.Unreadable<Service> _ -> {}
        }
    }

    private Rollout next(Service actual, Arn runs) {
        return switch (rollout) {
            case Rollout.None() -> rolling(runs, true);
            case Rollout.Stable(var at) -> new Rollout.Stable(runs);
            // Failed and rolled back, or a first deployment that failed; else a deployment began since.
            case Rollout.Failed(var to, var why) -> to.equals(runs) || newer(to, runs) ? rollout : rolling(runs, true);
            case Rollout.TurningBack(var to, var since, var why) ->
                to.equals(runs) || newer(to, runs) ? new Rollout.Failed(to, BROKEN) : rolling(runs, true);
            case Rollout.Rolling rolling when newer(rolling.to(), runs) -> new Rollout.Failed(rolling.to(), BROKEN);
            case Rollout.Rolling rolling when !rolling.to().equals(runs) -> rolling(runs, true);
            case Rollout.Rolling rolling -> advance(rolling, actual);
        };
    }

    private Rollout advance(Rollout.Rolling rolling, Service actual) {
        if (actual.count() > 0 && weather == Weather.CROWDED && !rolling.placed()) {
            return new Rollout.Rolling(rolling.to(), Samples.NOW.minus(OVERDUE), false, rolling.stoppable());
        }
        if (actual.count() > 0 && weather == Weather.FAILING && rolling.stoppable()) {
            return fail(actual, rolling.to());
        }
        return new Rollout.Stable(rolling.to());
    }

    /** While it rolls back, the deployment is still under way, but the service names the old revision again. */
    private Rollout fail(Service actual, Arn to) {
        if (olderRevisions.isEmpty()) {
            return new Rollout.Failed(to, BROKEN);
        }
        service = new Observation.Present<>(SERVICE, running(actual, Samples.OLD));
        return new Rollout.TurningBack(to, Samples.NOW.minus(FRESH), BROKEN);
    }

    private static boolean newer(Arn to, Arn runs) {
        return to.equals(revision(Samples.WANTED)) && runs.equals(revision(Samples.OLD));
    }

    private Rollout rolling(Arn to, boolean stoppable) {
        return new Rollout.Rolling(to, Samples.NOW.minus(FRESH), weather != Weather.CROWDED, stoppable);
    }

    private void register(TaskDefinition want) {
        refuseUnless(want.image().pinned(), "not a digest");
        if (taskDefinition instanceof Observation.Present<TaskDefinition>(var arn, var actual)) {
            refuseUnless(!actual.generation().equals(want.generation()), "registered twice");
            olderRevisions =
                    Stream.concat(Stream.of(arn), olderRevisions.stream()).toList();
        } else {
            refuseUnless(taskDefinition instanceof Observation.Absent, "registered beside an unseen one");
        }
        taskDefinition = new Observation.Present<>(revision(want.generation()), want);
    }

    private void deregister(Arn arn) {
        if (olderRevisions.contains(arn)) {
            olderRevisions =
                    olderRevisions.stream().filter(older -> !older.equals(arn)).toList();
            return;
        }
        var actual = present(taskDefinition, arn);
        if (olderRevisions.isEmpty()) {
            taskDefinition = new Observation.Absent<>();
        } else {
            var next = olderRevisions.getFirst();
            var generation = next.equals(revision(Samples.WANTED)) ? Samples.WANTED : Samples.OLD;
            taskDefinition = new Observation.Present<>(next, of(actual, generation));
            olderRevisions = olderRevisions.stream().skip(1).toList();
        }
    }

    private void createRule(HostRule want, Arn group) {
        present(targetGroup, group);
        var seen = seenRules();
        refuseUnless(seen.at(want.priority()).isEmpty() && !seen.taken().contains(want.priority()), "PriorityInUse");
        refuseUnless(want.hosts().size() + want.sources().size() <= 5, "TooManyConditionValues");
        addRule(want);
    }

    private void addRule(HostRule want) {
        var ours = new ArrayList<>(seenRules().ours());
        ours.add(new ObservedRules.Placed(rule(want.priority()), want));
        rules = new ObservedRules.Seen(ours, seenRules().taken());
    }

    private void removeRule(Arn arn) {
        var ours = new ArrayList<>(seenRules().ours());
        refuseUnless(ours.removeIf(placed -> placed.arn().equals(arn)), "RuleNotFound");
        rules = new ObservedRules.Seen(ours, seenRules().taken());
    }

    private void createService(Service want, Arn revision, @Nullable Arn group) {
        refuseUnless(service instanceof Observation.Absent, "Creation of service was not idempotent.");
        refuseUnless(!draining, "Unable to Start a service that is still Draining.");
        checkRuns(revision, group, want);
        service = new Observation.Present<>(SERVICE, want);
        rollout = rolling(revision, true);
    }

    private void updateService(Service want, Service actual, Arn revision, @Nullable Arn group) {
        refuseUnless(present(service).equals(actual), "the plan knew another service");
        refuseUnless(want.name().equals(actual.name()), "ServiceNotFoundException");
        checkRuns(revision, group, want);
        service = new Observation.Present<>(SERVICE, want);
        var deploys = !want.revision().equals(actual.revision()) || want.port() != actual.port();
        rollout = deploys || !(rollout instanceof Rollout.Failed) ? rolling(revision, deploys) : rollout;
    }

    private void checkRuns(Arn revision, @Nullable Arn group, Service want) {
        present(logGroup);
        present(taskDefinition, revision);
        refuseUnless((group != null) == (want.port() != 0), "a target group is for a port");
        if (group != null) {
            var name = present(targetGroup, group).name();
            refuseUnless(
                    seenRules().ours().stream()
                            .anyMatch(placed -> placed.rule().targetGroup().equals(name)),
                    "The target group does not have an associated load balancer.");
        }
    }

    private void stopDeployment(Arn arn) {
        var actual = present(service, arn);
        if (rollout instanceof Rollout.Rolling(var to, var since, var placed, var stoppable) && stoppable) {
            rollout = fail(actual, to);
        } else {
            throw new Refusal("ConflictException");
        }
    }

    private void putRecord(String zone, HostName host, String target) {
        var seen = seenRecords();
        refuseUnless(!seen.foreign().contains(host), "overwrote a stranger's record");
        var ours = new ArrayList<>(seen.ours());
        ours.removeIf(record -> record.zone().equals(zone) && record.hosts().contains(host));
        ours.add(new DnsRecord(zone, List.of(host), target));
        records = new ObservedRecords.Seen(ours, seen.foreign());
    }

    private void deleteRecord(String zone, HostName host, String target) {
        var before = seenRecords().ours();
        var ours = before.stream()
                .map(record -> record.zone().equals(zone) && record.target().equals(target)
                        ? record.only(each -> !each.equals(host))
                        : record)
                .filter(record -> !record.hosts().isEmpty())
                .toList();
        refuseUnless(!ours.equals(before), "InvalidChangeBatch");
        records = new ObservedRecords.Seen(ours, seenRecords().foreign());
    }

    private ObservedRules.Seen seenRules() {
        if (rules instanceof ObservedRules.Seen seen) {
            return seen;
        }
        throw new Refusal("acted on rules that were not read");
    }

    private ObservedRecords.Seen seenRecords() {
        if (records instanceof ObservedRecords.Seen seen) {
            return seen;
        }
        throw new Refusal("acted on records that were not read");
    }

    private static <R> R present(Observation<R> slot) {
        if (slot instanceof Observation.Present<R>(var arn, var actual)) {
            return actual;
        }
        throw new Refusal("acted on " + slot);
    }

    private static <R> R present(Observation<R> slot, Arn arn) {
        if (slot instanceof Observation.Present<R> found && found.arn().equals(arn)) {
            return found.actual();
        }
        throw new Refusal("acted on " + arn + " but there is " + slot);
    }

    private static void refuseUnless(boolean holds, String why) {
        if (!holds) {
            throw new Refusal(why);
        }
    }
}
