package no.dotkom.portal.localaws.elbv2;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;

/** The account's quotas (aws-facts §3), in force and as {@code DescribeAccountLimits} tells them. */
final class Limits {
    static final int PAGE = 400;
    static final int RULES = 100;
    static final int TARGET_GROUPS_OF_LOAD_BALANCER = 100;
    static final int TARGET_GROUPS = 3_000;
    static final int TARGETS = 1_000;
    static final int CERTIFICATES = 25;

    static final List<Limit> ALL = Stream.of(
                    "application-load-balancers=50",
                    "listeners-per-application-load-balancer=50",
                    "rules-per-application-load-balancer=" + RULES,
                    "target-groups=" + TARGET_GROUPS,
                    "target-groups-per-application-load-balancer=" + TARGET_GROUPS_OF_LOAD_BALANCER,
                    "target-groups-per-action-on-application-load-balancer=5",
                    "targets-per-application-load-balancer=" + TARGETS,
                    "targets-per-target-group=" + TARGETS,
                    "certificates-per-application-load-balancer=" + CERTIFICATES,
                    "condition-values-per-alb-rule=5",
                    "condition-wildcards-per-alb-rule=6")
            .map(pair -> pair.split("="))
            .map(pair -> Limit.builder().name(pair[0]).max(pair[1]).build())
            .toList();

    /** The attributes of every load balancer here. */
    static final List<LoadBalancerAttribute> LOAD_BALANCER = Stream.of(
                    "idle_timeout.timeout_seconds=60",
                    "routing.http2.enabled=true",
                    "deletion_protection.enabled=false",
                    "client_keep_alive.seconds=3600")
            .map(pair -> pair.split("="))
            .map(pair ->
                    LoadBalancerAttribute.builder().key(pair[0]).value(pair[1]).build())
            .toList();

    private Limits() {}
}
