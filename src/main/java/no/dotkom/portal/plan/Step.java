package no.dotkom.portal.plan;

import java.util.Set;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import org.jspecify.annotations.Nullable;

/** One idempotent call, every argument concrete. The names are those of the AWS operations. */
public sealed interface Step {
    /** The operations after which a resource exists that did not before. */
    Set<String> CREATING = Set.of(
            "CreateLogGroup",
            "RegisterTaskDefinition",
            "CreateTargetGroup",
            "CreateHostRule",
            "CreateService",
            "RequestCertificate",
            "CreateRole");

    /** How operations begin after which something is there that may not have been before. */
    Set<String> MAKING = Set.of("Create", "Register", "Request", "Put", "Add");

    /** How operations begin that take something away. */
    Set<String> TAKING_AWAY = Set.of("Delete", "Remove", "Deregister");

    record CreateLogGroup(LogGroup want) implements Step {}

    record SetLogRetention(LogGroup want) implements Step {}

    /** Tags the log group that was kept from an environment of the same name as this one's. */
    record AdoptLogGroup(Arn logGroup, LogGroup want) implements Step {}

    record RegisterTaskDefinition(TaskDefinition want) implements Step {}

    record CreateTargetGroup(TargetGroup want) implements Step {}

    record UpdateTargetGroup(Arn targetGroup, TargetGroup want) implements Step {}

    record SetDeregistrationDelay(Arn targetGroup, int seconds) implements Step {}

    record CreateHostRule(HostRule want, Arn targetGroup) implements Step {}

    record UpdateHostRule(Arn rule, HostRule want, Arn targetGroup) implements Step {}

    /** @param targetGroup absent for a worker */
    record CreateService(
            Service want, Arn taskDefinition, @Nullable Arn targetGroup) implements Step {}

    /**
     * The one update of a version: sends only what differs from {@code actual}, and the revision when that differs.
     *
     * @param targetGroup absent for a worker
     */
    record UpdateService(
            Service want,
            Service actual,
            Arn taskDefinition,
            @Nullable Arn targetGroup) implements Step {}

    /** Rolls the deployment under way back. */
    record StopServiceDeployment(Arn service) implements Step {}

    record PutDnsRecord(String zone, HostName host, String target) implements Step {}

    record DeleteDnsRecord(String zone, HostName host, String target) implements Step {}

    record DeleteService(Arn service) implements Step {}

    record DeleteHostRule(Arn rule) implements Step {}

    record DeleteTargetGroup(Arn targetGroup) implements Step {}

    record DeregisterTaskDefinition(Arn taskDefinition) implements Step {}

    record DeleteLogGroup(String name) implements Step {}

    /** One call about a host that has a certificate of its own. */
    sealed interface OfDomain extends Step {
        HostName host();

        /** @param generation the version that requests it */
        record RequestCertificate(HostName host, Generation generation) implements OfDomain {}

        record PutValidationRecord(String zone, HostName host, ObservedDomains.Validation record) implements OfDomain {}

        record AddListenerCertificate(Arn certificate, HostName host) implements OfDomain {}

        record RemoveListenerCertificate(Arn certificate, HostName host) implements OfDomain {}

        record DeleteValidationRecord(String zone, HostName host, ObservedDomains.Validation record)
                implements OfDomain {}

        record DeleteCertificate(Arn certificate, HostName host) implements OfDomain {}
    }

    /** One call about what an environment with secrets has beside the others. */
    sealed interface OfSecrets extends Step {
        record CreateRole(ExecutionRole want) implements OfSecrets {}

        record PutRolePolicy(ExecutionRole want) implements OfSecrets {}

        record DeleteParameter(String name) implements OfSecrets {}

        record DeleteRolePolicy(String role) implements OfSecrets {}

        record DeleteRole(String role) implements OfSecrets {}
    }

    /** True when something is taken away: never done on a reading that may be partial. */
    default boolean deletes() {
        return switch (this) {
            case DeleteDnsRecord _,
                    DeleteService _,
                    DeleteHostRule _,
                    DeleteTargetGroup _,
                    DeregisterTaskDefinition _,
                    DeleteLogGroup _,
                    OfDomain.RemoveListenerCertificate _,
                    OfDomain.DeleteValidationRecord _,
                    OfDomain.DeleteCertificate _,
                    OfSecrets.DeleteParameter _,
                    OfSecrets.DeleteRolePolicy _,
                    OfSecrets.DeleteRole _ -> true;
            case CreateLogGroup _,
                    SetLogRetention _,
                    AdoptLogGroup _,
                    RegisterTaskDefinition _,
                    CreateTargetGroup _,
                    UpdateTargetGroup _,
                    SetDeregistrationDelay _,
                    CreateHostRule _,
                    UpdateHostRule _,
                    CreateService _,
                    UpdateService _,
                    StopServiceDeployment _,
                    PutDnsRecord _,
                    OfDomain.RequestCertificate _,
                    OfDomain.PutValidationRecord _,
                    OfDomain.AddListenerCertificate _,
                    OfSecrets.CreateRole _,
                    OfSecrets.PutRolePolicy _ -> false;
        };
    }

    /** True when a resource comes into being: after an unknown outcome it is looked for before it is made again. */
    default boolean creates() {
        return CREATING.contains(operation());
    }

    /** {@code CreateService}: for the audit trail and the pages. */
    default String operation() {
        return getClass().getSimpleName();
    }
}
