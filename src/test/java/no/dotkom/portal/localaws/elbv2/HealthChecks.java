package no.dotkom.portal.localaws.elbv2;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.MetricSink;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Registers, checks and drains targets on the timeline. A target group that no rule names is not checked; the moment it
 * is named, its targets start anew.
 */
final class HealthChecks {
    /** From registration to the first check. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    private static final Duration PUBLISHED = Duration.ofMinutes(1);

    private final Estate estate;
    private final Fleet fleet;
    private final Probe probe;
    private final MetricSink metrics;

    HealthChecks(Estate estate, Fleet fleet, Probe probe, MetricSink metrics) {
        this.estate = estate;
        this.fleet = fleet;
        this.probe = probe;
        this.metrics = metrics;
        estate.timeline.every(PUBLISHED, this::publish);
    }

    void register(Group group, Target.Address address) {
        var old = group.targets.get(address);
        if (old == null || old.draining()) {
            var target = new Target(address);
            group.targets.put(address, target);
            estate.timeline.in(FIRST, () -> check(group, target));
        }
    }

    /** The target stays for the deregistration delay, and requests in flight with it. */
    void deregister(Group group, Target.Address address) {
        var target = group.targets.get(address);
        if (target != null && !target.draining()) {
            target.drain();
            var delay = Duration.ofSeconds(group.attributes.seconds(Attributes.DELAY));
            estate.timeline.in(delay, () -> group.targets.remove(address, target));
        }
    }

    TargetHealth health(Group group, Target.Address address) {
        var target = group.targets.get(address);
        if (target == null) {
            return unused(TargetHealthReasonEnum.TARGET_NOT_REGISTERED, "Target is not registered to the target group");
        }
        if (target.draining()) {
            return target.health();
        }
        if (fleet.node(address.instanceId()).isEmpty()) {
            return unused(TargetHealthReasonEnum.TARGET_INVALID_STATE, "Target is in the terminated state");
        }
        return estate.loadBalancersOf(group.arn()).isEmpty() ? notInUse() : target.health();
    }

    private static TargetHealth notInUse() {
        return unused(
                TargetHealthReasonEnum.TARGET_NOT_IN_USE,
                "Target group is not configured to receive traffic from the load balancer");
    }

    private static TargetHealth unused(TargetHealthReasonEnum reason, String description) {
        return Target.health(TargetHealthStateEnum.UNUSED, reason, description);
    }

    /** The load balancer begins or ceases to send traffic to the group. */
    void usedAnew(Group group) {
        var addresses = group.targets.values().stream()
                .filter(target -> !target.draining())
                .map(target -> target.address)
                .toList();
        addresses.forEach(group.targets::remove);
        addresses.forEach(address -> register(group, address));
    }

    private void check(Group group, Target target) {
        if (group.targets.get(target.address) != target || target.draining()) {
            return;
        }
        var settings = group.settings();
        estate.timeline.in(Duration.ofSeconds(settings.healthCheckIntervalSeconds()), () -> check(group, target));
        if (estate.loadBalancersOf(group.arn()).isEmpty()
                || fleet.node(target.address.instanceId()).isEmpty()) {
            return;
        }
        target.checksBegin();
        probe.ask(
                target.address.instanceId(),
                checkedPort(settings.healthCheckPort(), target),
                settings.healthCheckPath(),
                Duration.ofSeconds(settings.healthCheckTimeoutSeconds()),
                answer -> target.checked(
                        answer,
                        StatusMatcher.parse(settings.matcher().httpCode()),
                        settings.healthyThresholdCount(),
                        settings.unhealthyThresholdCount()));
    }

    private static int checkedPort(String port, Target target) {
        return port.equals("traffic-port") ? target.address.port() : Integer.parseInt(port);
    }

    private void publish() {
        estate.groups
                .values()
                .forEach(group ->
                        estate.loadBalancersOf(group.arn()).forEach(loadBalancer -> publish(group, loadBalancer)));
    }

    private void publish(Group group, String loadBalancer) {
        if (group.targets.isEmpty()) {
            return;
        }
        var dimensions = new TreeMap<>(Map.of(
                "TargetGroup",
                tail(group.arn()),
                "LoadBalancer",
                tail(loadBalancer).substring("loadbalancer/".length())));
        var healthy = group.targets.values().stream().filter(Target::healthy).count();
        var now = estate.timeline.instant();
        metrics.put("AWS/ApplicationELB", "HealthyHostCount", dimensions, now, healthy);
        metrics.put("AWS/ApplicationELB", "UnHealthyHostCount", dimensions, now, group.targets.size() - healthy);
    }

    /** CloudWatch names load balancers and target groups by the last part of their ARN. */
    static String tail(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
