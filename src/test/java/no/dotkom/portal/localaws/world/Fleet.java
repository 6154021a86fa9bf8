package no.dotkom.portal.localaws.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The machines: EC2 and Auto Scaling describe them, ECS places tasks on them. */
public interface Fleet {
    /**
     * One EC2 node that runs the ECS agent.
     *
     * @param memory MiB that the agent registers (aws-facts §2: a t3.small less 256 reserved, about 1,640)
     * @param cpu units, 1024 a vCPU
     */
    record Node(
            String instanceId,
            String type,
            String architecture,
            String zone,
            String privateAddress,
            int cpu,
            int memory,
            Instant launchedAt) {}

    /** Running nodes, in a stable order. */
    List<Node> nodes();

    /** True while the ECS agent of the node cannot reach AWS; what runs there runs on. */
    default boolean silent(String instanceId) {
        return false;
    }

    default Optional<Node> node(String instanceId) {
        return nodes().stream().filter(n -> n.instanceId().equals(instanceId)).findFirst();
    }
}
