package no.dotkom.portal.localaws.world;

import java.time.Duration;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;

/** What ECS asks of load balancing; ELBv2 implements it. Every call is made with the timeline's lock held. */
public interface Targets {
    /** True when the target group exists. */
    boolean exists(String targetGroupArn);

    /** True when a listener rule or default action names the target group, so that it has a load balancer. */
    boolean hasLoadBalancer(String targetGroupArn);

    void register(String targetGroupArn, String instanceId, int port);

    /** Begins draining; the target is gone after the deregistration delay. */
    void deregister(String targetGroupArn, String instanceId, int port);

    /** State and reason of one target; {@code unused}/{@code Target.NotRegistered} when it is not there. */
    TargetHealth health(String targetGroupArn, String instanceId, int port);

    Duration deregistrationDelay(String targetGroupArn);
}
