package no.dotkom.portal.localaws.ecs;

import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What placement takes from a node for one task (aws-facts §2): task-level values where set, else the sum over the
 * containers, of which a memory reservation counts before a limit.
 *
 * @param cpu units
 * @param memory MiB
 * @param ports fixed host ports; dynamic ones need no place
 * @param architecture the one asked for, as in an image manifest; empty for any
 */
record Need(int cpu, int memory, Set<Integer> ports, String architecture) {
    static Need of(TaskDefinition definition) {
        return new Need(
                definition.cpu() == null ? containers(definition, Need::cpu) : Integer.parseInt(definition.cpu()),
                definition.memory() == null
                        ? containers(definition, Need::memory)
                        : Integer.parseInt(definition.memory()),
                ports(definition),
                architecture(definition));
    }

    private static int containers(TaskDefinition definition, ToIntFunction<ContainerDefinition> of) {
        return definition.containerDefinitions().stream().mapToInt(of).sum();
    }

    static int cpu(ContainerDefinition container) {
        return container.cpu() == null ? 0 : container.cpu();
    }

    static int memory(ContainerDefinition container) {
        return container.memoryReservation() == null ? container.memory() : container.memoryReservation();
    }

    private static Set<Integer> ports(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .flatMap(container -> container.portMappings().stream())
                .map(mapping -> hostPort(definition, mapping))
                .filter(port -> port != 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** 0 for a dynamic one. */
    static int hostPort(TaskDefinition definition, PortMapping mapping) {
        return definition.networkMode() == NetworkMode.HOST ? mapping.containerPort() : mapping.hostPort();
    }

    private static String architecture(TaskDefinition definition) {
        var platform = definition.runtimePlatform();
        return platform == null || platform.cpuArchitecture() == null
                ? ""
                : Instance.architecture(platform.cpuArchitectureAsString());
    }
}
