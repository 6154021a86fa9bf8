package no.dotkom.portal.reconcile;

import no.dotkom.portal.plan.Step;

/** What a step is about, for people; holds names and numbers, never a variable's value. */
final class StepDetail {
    private StepDetail() {}

    static String of(Step step) {
        return switch (step) {
            case Step.CreateLogGroup(var want) -> want.name();
            case Step.SetLogRetention(var want) -> want.name() + ", " + want.retentionDays() + " days";
            case Step.AdoptLogGroup(var arn, var want) -> want.name();
            case Step.RegisterTaskDefinition(var want) ->
                want.family() + ", " + want.image().shortName();
            case Step.CreateTargetGroup(var want) -> want.name();
            case Step.UpdateTargetGroup(var arn, var want) -> want.name();
            case Step.SetDeregistrationDelay(var arn, var seconds) -> arn + ", " + seconds + " s";
            case Step.CreateHostRule(var want, var target) -> rule(want);
            case Step.UpdateHostRule(var rule, var want, var target) -> rule(want);
            case Step.CreateService(var want, var definition, var target) ->
                want.name() + ", " + want.count() + " × " + definition.tail();
            case Step.UpdateService(var want, var actual, var definition, var target) ->
                want.name() + ", " + want.count() + " × " + definition.tail();
            case Step.StopServiceDeployment(var service) -> service.tail();
            case Step.PutDnsRecord(var zone, var host, var target) -> host + " → " + target;
            case Step.DeleteDnsRecord(var zone, var host, var target) -> host + " → " + target;
            case Step.OfDomain ofDomain -> ofDomain.host().value();
            case Step.OfSecrets.CreateRole(var want) -> want.name();
            case Step.OfSecrets.PutRolePolicy(var want) -> want.name();
            case Step.OfSecrets.DeleteParameter(var name) -> name;
            case Step.OfSecrets.DeleteRolePolicy(var role) -> role;
            case Step.OfSecrets.DeleteRole(var role) -> role;
            case Step.DeleteService(var arn) -> arn.tail();
            case Step.DeleteHostRule(var arn) -> arn.tail();
            case Step.DeleteTargetGroup(var arn) -> arn.value();
            case Step.DeregisterTaskDefinition(var arn) -> arn.tail();
            case Step.DeleteLogGroup(var name) -> name;
        };
    }

    private static String rule(no.dotkom.portal.plan.HostRule want) {
        return want.priority() + ": " + want.text();
    }
}
