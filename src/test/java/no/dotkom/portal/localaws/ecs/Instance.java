package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import no.dotkom.portal.localaws.world.Fleet.Node;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Resource;

/** A node as the cluster sees it: what it registered, what runs on it, whether its agent is heard. */
final class Instance {
    /** SSH, the Docker daemon and the agent (aws-facts §1). */
    static final Set<Integer> RESERVED_PORTS = new TreeSet<>(List.of(22, 2375, 2376, 51678, 51679, 51680));

    final String arn;
    final Node node;
    private final Instant registeredAt;
    private final Set<RunningTask> tasks = new LinkedHashSet<>();
    private String status = "ACTIVE";
    private boolean lost;
    private boolean silent;
    private long version = 1;

    Instance(String arn, Node node, Instant registeredAt) {
        this.arn = arn;
        this.node = node;
        this.registeredAt = registeredAt;
    }

    static String architecture(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "x86_64", "amd64" -> "amd64";
            case "arm64", "aarch64" -> "arm64";
            default -> name;
        };
    }

    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Takes new tasks. */
    boolean active() {
        return status.equals("ACTIVE");
    }

    /** Its agent speaks. */
    boolean connected() {
        return !lost && !silent;
    }

    /** What runs there answers nobody any more. */
    boolean isLost() {
        return lost;
    }

    void drain() {
        status = "DRAINING";
        version++;
    }

    void activate() {
        status = "ACTIVE";
        version++;
    }

    void lost() {
        lost = true;
        version++;
    }

    /** @return true when that is news */
    boolean silent(boolean now) {
        var news = silent != now;
        silent = now;
        version += news ? 1 : 0;
        return news;
    }

    /** A task holds its share from placement until it is STOPPED. */
    void hold(RunningTask task) {
        tasks.add(task);
        version++;
    }

    void free(RunningTask task) {
        tasks.remove(task);
        version++;
    }

    List<RunningTask> tasks() {
        return List.copyOf(tasks);
    }

    int freeCpu() {
        return node.cpu() - tasks.stream().mapToInt(task -> task.need.cpu()).sum();
    }

    int freeMemory() {
        return node.memory()
                - tasks.stream().mapToInt(task -> task.need.memory()).sum();
    }

    Set<Integer> ports() {
        var ports = new TreeSet<>(RESERVED_PORTS);
        tasks.forEach(task -> ports.addAll(task.need.ports()));
        return ports;
    }

    /** What placement constraints and strategies can name. */
    Map<String, String> attributes() {
        var attributes = new TreeMap<String, String>();
        attributes.put("ecs.availability-zone", node.zone());
        attributes.put("ecs.cpu-architecture", architecture(node.architecture()).equals("arm64") ? "arm64" : "x86_64");
        attributes.put("ecs.instance-type", node.type());
        attributes.put("ecs.os-family", "LINUX");
        attributes.put("ecs.os-type", "linux");
        attributes.put("com.amazonaws.ecs.capability.logging-driver.awslogs", "");
        attributes.put("com.amazonaws.ecs.capability.logging-driver.json-file", "");
        attributes.put("com.amazonaws.ecs.capability.docker-remote-api.1.19", "");
        attributes.put("ecs.capability.execution-role-awslogs", "");
        attributes.put("ecs.capability.secrets.ssm.environment-variables", "");
        return attributes;
    }

    ContainerInstance described(String capacityProvider) {
        return ContainerInstance.builder()
                .containerInstanceArn(arn)
                .ec2InstanceId(node.instanceId())
                .capacityProviderName(capacityProvider)
                .version(version)
                .versionInfo(
                        v -> v.agentVersion("1.106.1").agentHash("6c2b6a5c").dockerVersion("DockerVersion: 25.0.16"))
                .registeredResources(resources(node.cpu(), node.memory(), RESERVED_PORTS))
                .remainingResources(resources(freeCpu(), freeMemory(), ports()))
                .status(status)
                .agentConnected(connected())
                .runningTasksCount(count("RUNNING"))
                .pendingTasksCount(count("PENDING"))
                .attributes(attributes().entrySet().stream()
                        .map(Instance::attribute)
                        .toList())
                .registeredAt(registeredAt)
                .attachments(List.of())
                .tags(List.of())
                .build();
    }

    private int count(String lastStatus) {
        return (int) tasks.stream()
                .filter(task -> task.lastStatus().equals(lastStatus))
                .count();
    }

    private static Attribute attribute(Map.Entry<String, String> attribute) {
        var builder = Attribute.builder().name(attribute.getKey());
        return (attribute.getValue().isEmpty() ? builder : builder.value(attribute.getValue())).build();
    }

    private static List<Resource> resources(int cpu, int memory, Set<Integer> ports) {
        return List.of(
                amount("CPU", cpu),
                amount("MEMORY", memory),
                set("PORTS", ports.stream().map(String::valueOf).toList()),
                set("PORTS_UDP", List.of()));
    }

    private static Resource amount(String name, int value) {
        return Resource.builder()
                .name(name)
                .type("INTEGER")
                .integerValue(value)
                .longValue(0L)
                .doubleValue(0.0)
                .build();
    }

    private static Resource set(String name, List<String> values) {
        return Resource.builder()
                .name(name)
                .type("STRINGSET")
                .integerValue(0)
                .longValue(0L)
                .doubleValue(0.0)
                .stringSetValue(values)
                .build();
    }
}
