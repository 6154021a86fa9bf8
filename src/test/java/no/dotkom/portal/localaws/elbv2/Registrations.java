package no.dotkom.portal.localaws.elbv2;

import java.util.List;
import java.util.Objects;
import no.dotkom.portal.localaws.world.Fleet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Targets as callers name them: an instance, and a port that is the group's own where it is left out. */
final class Registrations {
    private final Fleet fleet;
    private final HealthChecks checks;

    Registrations(Fleet fleet, HealthChecks checks) {
        this.fleet = fleet;
        this.checks = checks;
    }

    void register(Group group, List<TargetDescription> targets) {
        var addresses = targets.stream().map(target -> address(group, target)).toList();
        addresses.forEach(this::checkRunning);
        if (group.targets.size() + addresses.size() > Limits.TARGETS) {
            throw Refusal.tooManyTargets(group.arn());
        }
        addresses.forEach(address -> checks.register(group, address));
    }

    private static Target.Address address(Group group, TargetDescription target) {
        return new Target.Address(
                target.id(),
                Objects.requireNonNullElse(target.port(), group.settings().port()));
    }

    private void checkRunning(Target.Address address) {
        if (fleet.node(address.instanceId()).isEmpty()) {
            throw Refusal.invalidTarget(
                    "The following targets are not in a running state and cannot be registered: '%s'"
                            .formatted(address.instanceId()));
        }
    }

    void deregister(Group group, List<TargetDescription> targets) {
        targets.stream()
                .flatMap(target -> matching(group, target).stream())
                .forEach(address -> checks.deregister(group, address));
    }

    /** Without a port, every registration of the instance is meant. */
    private static List<Target.Address> matching(Group group, TargetDescription target) {
        return group.targets.keySet().stream()
                .filter(address -> address.instanceId().equals(target.id()))
                .filter(address -> target.port() == null || target.port() == address.port())
                .toList();
    }

    List<TargetHealthDescription> describe(Group group, List<TargetDescription> targets) {
        var addresses = targets.isEmpty()
                ? List.copyOf(group.targets.keySet())
                : targets.stream().map(target -> address(group, target)).toList();
        return addresses.stream().map(address -> described(group, address)).toList();
    }

    private TargetHealthDescription described(Group group, Target.Address address) {
        return TargetHealthDescription.builder()
                .target(t -> t.id(address.instanceId()).port(address.port()))
                .healthCheckPort(String.valueOf(address.port()))
                .targetHealth(checks.health(group, address))
                .build();
    }
}
