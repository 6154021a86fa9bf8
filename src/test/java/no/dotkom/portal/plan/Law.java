package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;

/** What is true of every plan, whatever was asked and whatever was seen. */
enum Law {
    THE_SAME_INPUT_GIVES_THE_SAME_PLAN(
            decision -> Planner.plan(decision.desired(), decision.observed()).equals(decision.plan())),
    SETTLED_MEANS_EQUAL(
            decision -> decision.plan().settled() == Equality.holds(decision.desired(), decision.observed())),
    NOTHING_UNSEEN_OR_FOREIGN_IS_ACTED_ON(decision -> eachStep(decision, Ownership::permits)),
    NOTHING_IS_MADE_THAT_MAY_EXIST(decision -> eachStep(decision, Ownership::absent)),
    DEPLOYING_DELETES_ONLY_WHAT_THE_SPEC_DROPPED(Law::deletesOnlyDropped),
    A_TARGET_GROUP_OUTLIVES_ITS_RULES(Law::targetGroupOutlivesRules),
    A_RULE_IS_DROPPED_ONLY_ONCE_ITS_SUCCESSORS_STAND(Law::successorsStand),
    A_NAME_RESOLVES_ONLY_ONCE_A_SERVICE_IS_THERE(decision -> count(decision, Step.PutDnsRecord.class) == 0
            || decision.observed().service() instanceof Observation.Present),
    A_NAME_THAT_A_STRANGER_HAS_IS_TOLD_FROM_THE_START(Law::strangersNamesAreTold),
    A_SERVICE_COMES_AFTER_ALL_IT_NEEDS(Law::serviceComesLast),
    A_SERVICE_IS_UPDATED_ONCE(decision -> count(decision, Step.UpdateService.class) <= 1),
    AN_OLDER_WISH_STARTS_NOTHING_OVER_A_NEWER_REVISION(Law::olderStartsNothing),
    NO_ROOM_IS_NOT_THE_MEMBERS_FAULT(Law::noRoomIsForTheOperator),
    A_DEPLOYMENT_IS_GIVEN_UP_ONLY_WHEN_CANCELLED_OR_TEN_MINUTES_WITHOUT_A_NODE(Law::givenUpOnlyWithReason),
    ONLY_A_DIGEST_IS_REGISTERED(Law::onlyDigests),
    A_CANCELLED_VERSION_STARTS_NOTHING(Law::cancelledStartsNothing),
    A_FAILED_REVISION_IS_NOT_TRIED_AGAIN(Law::failedIsNotTriedAgain),
    REMOVAL_TAKES_ONE_LINK_AT_A_TIME(Law::oneLinkAtATime),
    WHAT_WOULD_BE_CHANGED_IS_TOLD_AS_DRIFT(Law::told),
    NO_DRIFT_IS_TOLD_OF_WHAT_IS_SETTLED(decision -> !decision.plan().settled()
            || Drift.between(decision.desired(), decision.observed()).isEmpty()),
    OBSERVING_DOES_NOTHING(
            decision -> decision.plan().permittedBy(Policy.OBSERVE_ONLY).steps().isEmpty()),
    UPSERTING_DELETES_NOTHING_AND_KEEPS_THE_REST(Law::upsertsOnly),
    A_POLICY_HIDES_NO_WAIT(Law::waitsStay);

    /** One plan and what it was made of. */
    record Decision(DesiredState desired, ObservedState observed, Plan plan) {}

    private interface StepRule {
        boolean holds(Decision decision, Step step);
    }

    private final Predicate<Decision> rule;

    Law(Predicate<Decision> rule) {
        this.rule = rule;
    }

    boolean holds(Decision decision) {
        return rule.test(decision);
    }

    private static boolean eachStep(Decision decision, StepRule rule) {
        for (var step : decision.plan().steps()) {
            if (!rule.holds(decision, step)) {
                return false;
            }
        }
        return true;
    }

    private static long count(Decision decision, Class<? extends Step> kind) {
        var found = 0;
        for (var step : decision.plan().steps()) {
            found += kind.isInstance(step) ? 1 : 0;
        }
        return found;
    }

    private static boolean strangersNamesAreTold(Decision decision) {
        return !(decision.desired() instanceof DesiredState.Deployed deployed)
                || !(deployed.exposure() instanceof Exposure.Http http)
                || !(decision.observed().records() instanceof ObservedRecords.Seen seen)
                || http.records().stream()
                        .flatMap(record -> record.hosts().stream())
                        .filter(seen.foreign()::contains)
                        .map(host -> Problem.of("DNS-2", Map.of("domain", host.value())))
                        .allMatch(why -> decision.plan().waits().contains(new Wait.OnOperator(why)));
    }

    private static boolean deletesOnlyDropped(Decision decision) {
        return !(decision.desired() instanceof DesiredState.Deployed deployed)
                || eachStep(decision, (_, step) -> !step.deletes() || dropped(deployed, decision.observed(), step));
    }

    private static boolean dropped(DesiredState.Deployed deployed, ObservedState observed, Step step) {
        return switch (deployed.exposure()) {
            case Exposure.None() ->
                step instanceof Step.DeleteHostRule
                        || step instanceof Step.DeleteDnsRecord
                        || step instanceof Step.DeleteTargetGroup;
            case Exposure.Http http ->
                switch (step) {
                    case Step.DeleteHostRule(var arn) ->
                        !wantedRules(http, observed).contains(arn);
                    case Step.DeleteDnsRecord(var zone, var host, var target) -> !wantsRecord(http, zone, host);
                    default -> false;
                };
        };
    }

    private static Set<Arn> wantedRules(Exposure.Http http, ObservedState observed) {
        var arns = new HashSet<Arn>();
        if (observed.rules() instanceof ObservedRules.Seen seen) {
            http.rules().forEach(rule -> seen.at(rule.priority()).ifPresent(placed -> arns.add(placed.arn())));
        }
        return arns;
    }

    private static boolean wantsRecord(Exposure.Http http, String zone, HostName host) {
        return http.records().stream()
                .anyMatch(want -> want.zone().equals(zone) && want.hosts().contains(host));
    }

    private static boolean successorsStand(Decision decision) {
        return count(decision, Step.DeleteHostRule.class) == 0
                || !(decision.desired() instanceof DesiredState.Deployed deployed)
                || !(deployed.exposure() instanceof Exposure.Http http)
                || wantedRules(http, decision.observed()).size() == http.rules().size();
    }

    private static boolean targetGroupOutlivesRules(Decision decision) {
        return count(decision, Step.DeleteTargetGroup.class) == 0
                || decision.observed().rules() instanceof ObservedRules.Seen seen
                        && seen.ours().isEmpty()
                        && count(decision, Step.DeleteHostRule.class) == 0;
    }

    private static boolean serviceComesLast(Decision decision) {
        return count(decision, Step.CreateService.class) == 0
                || decision.desired() instanceof DesiredState.Deployed deployed
                        && Readiness.holds(deployed, decision.observed());
    }

    private static boolean onlyDigests(Decision decision) {
        return eachStep(
                decision,
                (_, step) -> !(step instanceof Step.RegisterTaskDefinition register)
                        || register.want().image().pinned());
    }

    private static boolean cancelledStartsNothing(Decision decision) {
        return !(decision.desired() instanceof DesiredState.Deployed deployed)
                || !deployed.abort()
                || startsNothing(decision);
    }

    private static boolean olderStartsNothing(Decision decision) {
        return !(decision.desired() instanceof DesiredState.Deployed deployed)
                || !(decision.observed().taskDefinition()
                        instanceof Observation.Present<TaskDefinition>(var arn, var actual))
                || actual.generation().compareTo(deployed.taskDefinition().generation()) <= 0
                || startsNothing(decision);
    }

    private static boolean startsNothing(Decision decision) {
        return eachStep(
                decision,
                (_, step) -> !(step instanceof Step.RegisterTaskDefinition
                        || step instanceof Step.CreateService
                        || step instanceof Step.UpdateService));
    }

    private static boolean givenUpOnlyWithReason(Decision decision) {
        return !givesUp(decision.plan())
                || decision.desired() instanceof DesiredState.Deployed deployed
                        && decision.observed().rollout() instanceof Rollout.Rolling rolling
                        && (deployed.abort()
                                || deployed.service().count() > 0
                                        && !rolling.placed()
                                        && rolling.since()
                                                .isBefore(
                                                        decision.observed().at().minusSeconds(600)));
    }

    private static boolean givesUp(Plan plan) {
        for (var step : plan.steps()) {
            if (step instanceof Step.StopServiceDeployment) {
                return true;
            }
        }
        for (var wait : plan.waits()) {
            if (wait instanceof Wait.OnOperator(var what) && what.code().equals("CAP-1")) {
                return true;
            }
        }
        return false;
    }

    private static boolean noRoomIsForTheOperator(Decision decision) {
        for (var wait : decision.plan().waits()) {
            if (wait instanceof Wait.OnMember(var what) && what.code().equals("CAP-1")) {
                return false;
            }
        }
        return true;
    }

    private static boolean failedIsNotTriedAgain(Decision decision) {
        return !(decision.desired() instanceof DesiredState.Deployed deployed)
                || !(decision.observed().rollout() instanceof Rollout.Failed failed)
                || !failed.to()
                        .equals(ModelOfAws.revision(deployed.taskDefinition().generation()))
                || count(decision, Step.UpdateService.class) == 0;
    }

    /** Records, service, rules, target group, revisions, log group: a plan never holds two of these kinds. */
    private static boolean oneLinkAtATime(Decision decision) {
        return decision.desired() instanceof DesiredState.Deployed
                || eachStep(
                        decision,
                        (_, step) -> step.deletes()
                                && step.getClass()
                                        == decision.plan().steps().getFirst().getClass());
    }

    /** Kept logs are taken over and a deployment is given up without anything having been changed by others. */
    private static boolean told(Decision decision) {
        return decision.desired() instanceof DesiredState.Gone
                || !Drift.between(decision.desired(), decision.observed()).isEmpty()
                || eachStep(
                        decision,
                        (_, step) -> step instanceof Step.AdoptLogGroup || step instanceof Step.StopServiceDeployment);
    }

    private static boolean upsertsOnly(Decision decision) {
        var rest = new ArrayList<Step>();
        for (var step : decision.plan().steps()) {
            if (!step.operation().startsWith("De")) {
                rest.add(step);
            }
        }
        return decision.plan().permittedBy(Policy.UPSERT_ONLY).steps().equals(rest);
    }

    private static boolean waitsStay(Decision decision) {
        var plan = decision.plan();
        return plan.permittedBy(Policy.SYNC) == plan
                && plan.permittedBy(Policy.UPSERT_ONLY).waits().equals(plan.waits())
                && plan.permittedBy(Policy.OBSERVE_ONLY).waits().equals(plan.waits());
    }
}
