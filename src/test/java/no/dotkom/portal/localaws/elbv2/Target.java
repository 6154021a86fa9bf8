package no.dotkom.portal.localaws.elbv2;

import no.dotkom.portal.localaws.world.Network;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * The health of one registered target. A new one needs one passing check, one that has been unhealthy needs as many as
 * the healthy threshold; either becomes unhealthy after as many failures in a row as the unhealthy threshold.
 */
final class Target {
    /** An instance and one of its ports. */
    record Address(String instanceId, int port) {}

    final Address address;
    private TargetHealth health = health(
            TargetHealthStateEnum.INITIAL,
            TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS,
            "Target registration is in progress");
    private int passed;
    private int failed;
    private boolean draining;

    Target(Address address) {
        this.address = address;
    }

    TargetHealth health() {
        return health;
    }

    boolean draining() {
        return draining;
    }

    boolean healthy() {
        return health.state() == TargetHealthStateEnum.HEALTHY;
    }

    void checksBegin() {
        if (health.reason() == TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS) {
            health = health(
                    TargetHealthStateEnum.INITIAL,
                    TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING,
                    "Initial health checks in progress");
        }
    }

    void drain() {
        draining = true;
        health = health(
                TargetHealthStateEnum.DRAINING,
                TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
                "Target deregistration is in progress");
    }

    void checked(Network.Answer answer, StatusMatcher matcher, int healthyThreshold, int unhealthyThreshold) {
        if (draining) {
            return;
        }
        if (answer instanceof Network.Answer.Status(var code, var body) && matcher.matches(code)) {
            passed(healthyThreshold);
        } else {
            failed(answer, unhealthyThreshold);
        }
    }

    private void passed(int threshold) {
        failed = 0;
        passed++;
        var isNew = health.state() == TargetHealthStateEnum.INITIAL;
        if (isNew || passed >= threshold) {
            health = health(TargetHealthStateEnum.HEALTHY, null, null);
        }
    }

    private void failed(Network.Answer answer, int threshold) {
        passed = 0;
        failed++;
        if (failed >= threshold) {
            health = failure(answer);
        }
    }

    private static TargetHealth failure(Network.Answer answer) {
        return switch (answer) {
            case Network.Answer.Status(var code, var body) ->
                unhealthy(
                        TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH,
                        "Health checks failed with these codes: [%d]".formatted(code));
            case Network.Answer.Refused() ->
                unhealthy(TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS, "Health checks failed");
            case Network.Answer.TimedOut() -> unhealthy(TargetHealthReasonEnum.TARGET_TIMEOUT, "Request timed out");
        };
    }

    private static TargetHealth unhealthy(TargetHealthReasonEnum reason, String description) {
        return health(TargetHealthStateEnum.UNHEALTHY, reason, description);
    }

    static TargetHealth health(
            TargetHealthStateEnum state, @Nullable TargetHealthReasonEnum reason, @Nullable String description) {
        return TargetHealth.builder()
                .state(state)
                .reason(reason)
                .description(description)
                .build();
    }
}
