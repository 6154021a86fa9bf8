package no.dotkom.portal.localaws.ecs;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.localaws.ecs.workload.Process.Usage;

/**
 * AWS/ECS metrics, once a minute: use over what the task definition reserves, so it can exceed 100 percent; nothing for
 * services without running tasks (aws-facts §6).
 */
final class Utilization {
    private static final String NAMESPACE = "AWS/ECS";

    private final Surroundings world;
    private final String cluster;

    Utilization(Surroundings world, String cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    void publish(List<RunningTask> tasks, List<Instance> instances) {
        tasks.stream().filter(RunningTask::running).forEach(this::publish);
        publishReservation(instances);
    }

    private void publish(RunningTask task) {
        var use = task.containers.stream()
                .map(container -> container.process() == null
                        ? new Usage(0, 0)
                        : container.process().usage())
                .reduce(
                        new Usage(0, 0),
                        (one, other) -> new Usage(one.cpu() + other.cpu(), one.memory() + other.memory()));
        if (task.origin.service() != null) {
            var dimensions =
                    dimensions(Map.of("ServiceName", task.origin.service().name()));
            put("CPUUtilization", dimensions, share(use.cpu(), task.need.cpu()));
            put("MemoryUtilization", dimensions, share(use.memory(), task.need.memory()));
        }
        put("CPUUtilization", dimensions(Map.of()), share(use.cpu(), task.instance.node.cpu()));
        put("MemoryUtilization", dimensions(Map.of()), share(use.memory(), task.instance.node.memory()));
    }

    private void publishReservation(List<Instance> instances) {
        var cpu = instances.stream().mapToInt(instance -> instance.node.cpu()).sum();
        var memory =
                instances.stream().mapToInt(instance -> instance.node.memory()).sum();
        var freeCpu = instances.stream().mapToInt(Instance::freeCpu).sum();
        var freeMemory = instances.stream().mapToInt(Instance::freeMemory).sum();
        if (!instances.isEmpty()) {
            put("CPUReservation", dimensions(Map.of()), share(cpu - freeCpu, cpu));
            put("MemoryReservation", dimensions(Map.of()), share(memory - freeMemory, memory));
        }
    }

    private static double share(double used, int of) {
        return of == 0 ? 0 : 100 * used / of;
    }

    private SortedMap<String, String> dimensions(Map<String, String> more) {
        var dimensions = new TreeMap<>(more);
        dimensions.put("ClusterName", cluster);
        return dimensions;
    }

    private void put(String metric, SortedMap<String, String> dimensions, double value) {
        world.metrics().put(NAMESPACE, metric, dimensions, world.time().instant(), value);
    }
}
