package no.dotkom.portal.localaws.elbv2;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** The attributes of a target group with their defaults and ranges. */
final class Attributes {
    static final String DELAY = "deregistration_delay.timeout_seconds";

    private static final Predicate<String> FLAG = List.of("true", "false")::contains;
    private static final Map<String, Predicate<String>> ALLOWED = Map.ofEntries(
            Map.entry(DELAY, number(0, 3600)),
            Map.entry("slow_start.duration_seconds", number(30, 900).or("0"::equals)),
            Map.entry("stickiness.enabled", FLAG),
            Map.entry("stickiness.type", List.of("lb_cookie", "app_cookie")::contains),
            Map.entry("stickiness.lb_cookie.duration_seconds", number(1, 604_800)),
            Map.entry("stickiness.app_cookie.duration_seconds", number(1, 604_800)),
            Map.entry("stickiness.app_cookie.cookie_name", text -> text.length() <= 256),
            Map.entry(
                    "load_balancing.algorithm.type",
                    List.of("round_robin", "least_outstanding_requests", "weighted_random")::contains),
            Map.entry("load_balancing.algorithm.anomaly_mitigation", List.of("on", "off")::contains),
            Map.entry(
                    "load_balancing.cross_zone.enabled",
                    List.of("true", "false", "use_load_balancer_configuration")::contains),
            Map.entry(
                    "target_group_health.dns_failover.minimum_healthy_targets.count",
                    number(1, 1000).or("off"::equals)),
            Map.entry(
                    "target_group_health.dns_failover.minimum_healthy_targets.percentage",
                    number(1, 100).or("off"::equals)),
            Map.entry("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", number(1, 1000)),
            Map.entry(
                    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
                    number(1, 100).or("off"::equals)));

    private final SortedMap<String, String> values = new TreeMap<>(Map.ofEntries(
            Map.entry(DELAY, "300"),
            Map.entry("slow_start.duration_seconds", "0"),
            Map.entry("stickiness.enabled", "false"),
            Map.entry("stickiness.type", "lb_cookie"),
            Map.entry("stickiness.lb_cookie.duration_seconds", "86400"),
            Map.entry("stickiness.app_cookie.duration_seconds", "86400"),
            Map.entry("stickiness.app_cookie.cookie_name", ""),
            Map.entry("load_balancing.algorithm.type", "round_robin"),
            Map.entry("load_balancing.algorithm.anomaly_mitigation", "off"),
            Map.entry("load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
            Map.entry("target_group_health.dns_failover.minimum_healthy_targets.count", "1"),
            Map.entry("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off"),
            Map.entry("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1"),
            Map.entry("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off")));

    void set(List<TargetGroupAttribute> wanted) {
        wanted.forEach(Attributes::check);
        wanted.forEach(attribute -> values.put(attribute.key(), attribute.value()));
    }

    private static void check(TargetGroupAttribute attribute) {
        var allowed = ALLOWED.get(attribute.key());
        if (allowed == null) {
            throw Refusal.invalid("Target group attribute key '%s' is not recognized".formatted(attribute.key()));
        }
        if (attribute.value() == null || !allowed.test(attribute.value())) {
            throw Refusal.invalid("Target group attribute value '%s' for '%s' is not valid"
                    .formatted(attribute.value(), attribute.key()));
        }
    }

    int seconds(String key) {
        return Integer.parseInt(values.getOrDefault(key, "0"));
    }

    List<TargetGroupAttribute> list() {
        return values.entrySet().stream()
                .map(entry -> TargetGroupAttribute.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    private static Predicate<String> number(int from, int to) {
        return text -> text.matches("\\d{1,6}") && Integer.parseInt(text) >= from && Integer.parseInt(text) <= to;
    }
}
