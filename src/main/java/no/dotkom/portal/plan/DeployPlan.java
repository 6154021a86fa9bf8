package no.dotkom.portal.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Problem;

/** The chain of an environment that is to run or to be paused; the order is that of aws-facts §4a. */
final class DeployPlan {
    private final DesiredState.Deployed desired;
    private final ObservedState observed;
    private final Draft draft = new Draft();

    DeployPlan(DesiredState.Deployed desired, ObservedState observed) {
        this.desired = desired;
        this.observed = observed;
    }

    Plan plan() {
        logGroup();
        var roles = new RolePlan(desired, observed, draft);
        roles.plan();
        // Neither registered nor run before its role is there: PassRole, and tasks, would fail.
        var taskDefinition = taskDefinition(roles.ready()).filter(_ -> roles.ready());
        switch (desired.exposure()) {
            case Exposure.Http http -> http(http, taskDefinition);
            case Exposure.None() -> worker(taskDefinition);
        }
        roles.drop();
        return draft.plan();
    }

    private void logGroup() {
        switch (observed.logGroup()) {
            case Observation.Absent<LogGroup>() -> draft.step(new Step.CreateLogGroup(desired.logGroup()));
            case Observation.Present<LogGroup>(var arn, var actual) -> {
                if (actual.inherited()) {
                    draft.step(new Step.AdoptLogGroup(arn, actual));
                } else if (!actual.equals(desired.logGroup())) {
                    draft.step(new Step.SetLogRetention(desired.logGroup()));
                }
            }
            case Observation.Foreign<LogGroup>(var arn) ->
                draft.foreign(desired.logGroup().name(), arn);
            case Observation.Unreadable<LogGroup>(var why) -> draft.unreadable(why);
        }
    }

    /** The revision to run, once it exists. */
    private Optional<Arn> taskDefinition(boolean ready) {
        var want = desired.taskDefinition();
        return switch (observed.taskDefinition()) {
            // Of this number, but not of this version: a database that was restored gives numbers out again.
            case Observation.Present<TaskDefinition>(var arn, var actual)
            when actual.generation().equals(want.generation()) && otherImage(actual, want) -> {
                draft.unknownVersion(want.family(), arn);
                yield Optional.empty();
            }
            case Observation.Present<TaskDefinition>(var arn, var actual)
            when actual.generation().equals(want.generation()) -> Optional.of(arn);
            // Of a version that failed: what was live before it is to be the newest again.
            case Observation.Present<TaskDefinition>(var arn, var actual)
            when desired.restoring()
                    && actual.generation().compareTo(want.generation()) > 0
                    && actual.generation().compareTo(desired.generation()) <= 0 -> {
                draft.step(new Step.DeregisterTaskDefinition(arn));
                yield Optional.empty();
            }
            // Newer than what we know: another registered it, or this wish is stale. It is not overwritten.
            case Observation.Present<TaskDefinition>(var arn, var actual)
            when actual.generation().compareTo(want.generation()) > 0 -> {
                draft.unknownVersion(want.family(), arn);
                yield Optional.empty();
            }
            case Observation.Present<TaskDefinition> _, Observation.Absent<TaskDefinition>() -> {
                if (ready) {
                    register(want);
                }
                yield Optional.empty();
            }
            case Observation.Foreign<TaskDefinition>(var arn) -> {
                draft.foreign(want.family(), arn);
                yield Optional.empty();
            }
            case Observation.Unreadable<TaskDefinition>(var why) -> {
                draft.unreadable(why);
                yield Optional.empty();
            }
        };
    }

    /** None is registered before its tag is resolved, so one that stands while it is not is not of this version. */
    private static boolean otherImage(TaskDefinition actual, TaskDefinition want) {
        return !actual.image().pulled().equals(want.image().pulled());
    }

    private void register(TaskDefinition want) {
        if (desired.abort()) {
            draft.await(new Wait.OnMember(Problem.of("CANCELLED")));
        } else if (want.image().pinned()) {
            draft.step(new Step.RegisterTaskDefinition(want));
        } else {
            draft.await(new Wait.OnImage(want.image()));
        }
    }

    private void http(Exposure.Http http, Optional<Arn> taskDefinition) {
        var targetGroup = targetGroup(http.targetGroup());
        var domains = new DomainPlan(desired, http.domains(), observed, draft);
        domains.plan();
        var now = permitted(http, domains);
        var ruled = targetGroup.map(arn -> rules(now, domains, arn)).orElse(false);
        // The target group must be named by a rule before CreateService, or ECS refuses it (aws-facts §0.9).
        if (targetGroup.isPresent() && ruled && taskDefinition.isPresent()) {
            new ServicePlan(desired, observed, draft).plan(taskDefinition.get(), targetGroup.get());
        } else {
            draft.await(new Wait.OnEarlierStep("service"));
        }
        new RecordPlan(observed, draft).plan(now.records(), domains.allReady());
        // A certificate does not come back by itself: it stays for as long as the version before this may.
        if (ruled && (draft.idle() || domains.crowded())) {
            DomainPlan.drop(http.domains(), observed, draft);
        }
    }

    /** What may stand by now: no rule and no name for a host before its certificate is presented. */
    private static Exposure.Http permitted(Exposure.Http http, DomainPlan domains) {
        return new Exposure.Http(
                http.targetGroup(),
                http.rules().stream()
                        .map(rule -> rule.only(domains::ready))
                        .filter(rule -> !rule.hosts().isEmpty())
                        .toList(),
                http.records().stream()
                        .map(record -> record.only(domains::ready))
                        .toList(),
                http.domains());
    }

    private void worker(Optional<Arn> taskDefinition) {
        dropRulesAndRecords();
        if (taskDefinition.isPresent()) {
            new ServicePlan(desired, observed, draft).plan(taskDefinition.get(), null);
        } else {
            draft.await(new Wait.OnEarlierStep("service"));
        }
        dropTargetGroup();
        if (draft.idle()) {
            DomainPlan.drop(List.of(), observed, draft);
        }
    }

    private Optional<Arn> targetGroup(TargetGroup want) {
        return switch (observed.targetGroup()) {
            case Observation.Absent<TargetGroup>() -> {
                draft.step(new Step.CreateTargetGroup(want));
                yield Optional.empty();
            }
            // A target group cannot move to another VPC: nothing is built on it.
            case Observation.Present<TargetGroup>(var arn, var actual)
            when !actual.vpc().equals(want.vpc()) -> {
                draft.foreign(want.name(), arn);
                yield Optional.empty();
            }
            case Observation.Present<TargetGroup>(var arn, var actual) -> {
                updateTargetGroup(arn, want, actual);
                yield Optional.of(arn);
            }
            case Observation.Foreign<TargetGroup>(var arn) -> {
                draft.foreign(want.name(), arn);
                yield Optional.empty();
            }
            case Observation.Unreadable<TargetGroup>(var why) -> {
                draft.unreadable(why);
                yield Optional.empty();
            }
        };
    }

    private void updateTargetGroup(Arn arn, TargetGroup want, TargetGroup actual) {
        if (!actual.health().equals(want.health())) {
            draft.step(new Step.UpdateTargetGroup(arn, want));
        }
        if (actual.drainSeconds() != want.drainSeconds()) {
            draft.step(new Step.SetDeregistrationDelay(arn, want.drainSeconds()));
        }
    }

    /** True when every wanted rule stands, and one of them leads to the target group. */
    private boolean rules(Exposure.Http http, DomainPlan domains, Arn targetGroup) {
        return switch (observed.rules()) {
            case ObservedRules.Unreadable(var why) -> {
                draft.unreadable(why);
                yield false;
            }
            case ObservedRules.Seen seen -> {
                // What is made comes first: a host that moves from one rule to another is in both, never in none.
                var standing = true;
                for (var want : http.rules()) {
                    standing &= standing(seen, want, targetGroup);
                }
                http.rules().forEach(want -> update(seen, want, targetGroup));
                // What waits for its certificate is to take over from what stands.
                if (standing && domains.allReady()) {
                    dropRules(http, seen);
                }
                shadows(http, seen);
                yield standing && leads(seen, http.targetGroup());
            }
        };
    }

    private static boolean leads(ObservedRules.Seen seen, TargetGroup group) {
        return seen.ours().stream()
                .anyMatch(placed -> placed.rule().targetGroup().equals(group.name()));
    }

    private boolean standing(ObservedRules.Seen seen, HostRule want, Arn targetGroup) {
        if (seen.taken().contains(want.priority())) {
            draft.await(new Wait.OnPriority(want.priority()));
            return false;
        }
        var placed = seen.at(want.priority());
        if (placed.isEmpty()) {
            draft.step(new Step.CreateHostRule(want, targetGroup));
            return false;
        }
        // One that forwards elsewhere does not yet tie the target group to the load balancer.
        return placed.get().rule().targetGroup().equals(want.targetGroup());
    }

    private void update(ObservedRules.Seen seen, HostRule want, Arn targetGroup) {
        seen.at(want.priority())
                .filter(placed -> !placed.rule().equals(want))
                .ifPresent(placed -> draft.step(new Step.UpdateHostRule(placed.arn(), want, targetGroup)));
    }

    /** Visitors of these hosts get a stranger's answer: no version can be called live, and only people can help. */
    private void shadows(Exposure.Http http, ObservedRules.Seen seen) {
        for (var shadow : seen.shadows()) {
            if (http.rules().stream().anyMatch(rule -> rule.hosts().contains(shadow.host()))) {
                draft.await(new Wait.OnOperator(Problem.of(
                        "RULE-2",
                        Map.of(
                                "domain", shadow.host().value(),
                                "owner", shadow.owner(),
                                "priority", Integer.toString(shadow.priority())))));
            }
        }
    }

    /** Only what the spec has dropped, and only once its successors stand. */
    private void dropRules(Exposure.Http http, ObservedRules.Seen seen) {
        var wanted = new HashSet<Integer>();
        http.rules().forEach(rule -> wanted.add(rule.priority()));
        seen.ours().stream()
                .filter(placed -> !wanted.contains(placed.rule().priority()))
                .forEach(placed -> draft.step(new Step.DeleteHostRule(placed.arn())));
    }

    /** It became a worker: names first, then rules, for a rule without targets answers visitors with an error. */
    private void dropRulesAndRecords() {
        new RecordPlan(observed, draft).dropAll();
        switch (observed.rules()) {
            case ObservedRules.Unreadable(var why) -> draft.unreadable(why);
            case ObservedRules.Seen seen ->
                seen.ours().forEach(placed -> draft.step(new Step.DeleteHostRule(placed.arn())));
        }
    }

    /** A target group outlives its rule and the service that registers in it. */
    private void dropTargetGroup() {
        switch (observed.targetGroup()) {
            case Observation.Present<TargetGroup>(var arn, var actual) -> {
                if (draft.idle()) {
                    draft.step(new Step.DeleteTargetGroup(arn));
                } else {
                    draft.await(new Wait.OnEarlierStep("target group"));
                }
            }
            case Observation.Unreadable<TargetGroup>(var why) -> draft.unreadable(why);
            case Observation.Absent<TargetGroup>(), Observation.Foreign<TargetGroup> _ -> {}
        }
    }
}
