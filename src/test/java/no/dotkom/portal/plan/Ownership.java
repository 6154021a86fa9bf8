package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HostName;

/** Says of one step whether what it touches was seen and is ours, and whether what it makes was seen to be missing. */
final class Ownership {
    private Ownership() {}

    /** Everything named by ARN or name was seen as ours; what was not read is not built upon. */
    static boolean permits(Law.Decision decision, Step step) {
        var observed = decision.observed();
        return switch (step) {
            case Step.CreateLogGroup _, Step.RegisterTaskDefinition _, Step.CreateTargetGroup _ -> true;
            case Step.SetLogRetention _, Step.DeleteLogGroup _ ->
                observed.logGroup() instanceof Observation.Present<LogGroup>(var arn, var seen) && !seen.inherited();
            case Step.AdoptLogGroup(var arn, var want) -> is(observed.logGroup(), arn);
            case Step.UpdateTargetGroup(var arn, var want) ->
                is(observed.targetGroup(), arn) && sameVpc(observed.targetGroup(), want);
            case Step.SetDeregistrationDelay(var arn, var seconds) -> is(observed.targetGroup(), arn);
            case Step.DeleteTargetGroup(var arn) -> is(observed.targetGroup(), arn);
            case Step.CreateHostRule(var want, var group) ->
                is(observed.targetGroup(), group) && ourVpc(decision.desired(), observed);
            case Step.UpdateHostRule(var arn, var want, var group) ->
                is(observed.targetGroup(), group)
                        && ourVpc(decision.desired(), observed)
                        && rules(observed).contains(arn);
            case Step.DeleteHostRule(var arn) -> rules(observed).contains(arn);
            case Step.CreateService(var want, var revision, var group) ->
                is(observed.taskDefinition(), revision) && (group == null || is(observed.targetGroup(), group));
            case Step.UpdateService(var want, var actual, var revision, var group) ->
                observed.service() instanceof Observation.Present<Service>(var arn, var seen)
                        && seen.equals(actual)
                        && is(observed.taskDefinition(), revision)
                        && (group == null || is(observed.targetGroup(), group));
            case Step.StopServiceDeployment(var arn) -> is(observed.service(), arn);
            case Step.DeleteService(var arn) -> is(observed.service(), arn);
            case Step.PutDnsRecord(var zone, var host, var target) ->
                observed.records() instanceof ObservedRecords.Seen seen
                        && !seen.foreign().contains(host);
            case Step.OfDomain _, Step.OfSecrets _ -> false;
            case Step.DeleteDnsRecord(var zone, var host, var target) -> isOurs(observed, zone, host, target);
            case Step.DeregisterTaskDefinition(var arn) ->
                !(observed.taskDefinition() instanceof Observation.Unreadable)
                        && (is(observed.taskDefinition(), arn)
                                || observed.olderRevisions().contains(arn));
        };
    }

    /** Only what AWS said is missing, or what we saw to be another, is made. */
    static boolean absent(Law.Decision decision, Step step) {
        var observed = decision.observed();
        return switch (step) {
            case Step.CreateLogGroup _ -> observed.logGroup() instanceof Observation.Absent;
            case Step.RegisterTaskDefinition(var want) ->
                observed.taskDefinition() instanceof Observation.Absent
                        || observed.taskDefinition() instanceof Observation.Present<TaskDefinition>(var arn, var actual)
                                && actual.generation().compareTo(want.generation()) < 0;
            case Step.CreateTargetGroup _ -> observed.targetGroup() instanceof Observation.Absent;
            case Step.CreateHostRule(var want, var group) ->
                observed.rules() instanceof ObservedRules.Seen seen
                        && seen.at(want.priority()).isEmpty()
                        && !seen.taken().contains(want.priority());
            case Step.CreateService _ -> observed.service() instanceof Observation.Absent && !observed.draining();
            case Step.PutDnsRecord(var zone, var host, var target) -> !isOurs(observed, zone, host, target);
            case Step.AdoptLogGroup _ ->
                observed.logGroup() instanceof Observation.Present<LogGroup>(var arn, var seen) && seen.inherited();
            case Step.SetLogRetention _,
                    Step.UpdateTargetGroup _,
                    Step.SetDeregistrationDelay _,
                    Step.UpdateHostRule _,
                    Step.UpdateService _,
                    Step.StopServiceDeployment _,
                    Step.OfDomain _,
                    Step.OfSecrets _,
                    Step.DeleteDnsRecord _,
                    Step.DeleteService _,
                    Step.DeleteHostRule _,
                    Step.DeleteTargetGroup _,
                    Step.DeregisterTaskDefinition _,
                    Step.DeleteLogGroup _ -> true;
        };
    }

    private static boolean is(Observation<?> slot, Arn arn) {
        return slot instanceof Observation.Present<?> present && present.arn().equals(arn);
    }

    /** A target group of ours in another VPC cannot be changed into one of this: it is as good as foreign. */
    private static boolean ourVpc(DesiredState desired, ObservedState observed) {
        return desired instanceof DesiredState.Deployed deployed
                && deployed.exposure() instanceof Exposure.Http http
                && sameVpc(observed.targetGroup(), http.targetGroup());
    }

    private static boolean sameVpc(Observation<TargetGroup> slot, TargetGroup want) {
        return slot instanceof Observation.Present<TargetGroup>(var arn, var actual)
                && actual.vpc().equals(want.vpc());
    }

    private static List<Arn> rules(ObservedState observed) {
        var arns = new ArrayList<Arn>();
        if (observed.rules() instanceof ObservedRules.Seen seen) {
            seen.ours().forEach(placed -> arns.add(placed.arn()));
        }
        return arns;
    }

    private static boolean isOurs(ObservedState observed, String zone, HostName host, String target) {
        return observed.records() instanceof ObservedRecords.Seen seen
                && seen.ours().stream()
                        .anyMatch(record -> record.zone().equals(zone)
                                && record.hosts().contains(host)
                                && record.target().equals(target));
    }
}
