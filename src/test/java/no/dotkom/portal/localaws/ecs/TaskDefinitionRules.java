package no.dotkom.portal.localaws.ecs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** What AWS refuses in a task definition, and what it fills in. */
final class TaskDefinitionRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final int LARGEST_BYTES = 65_536;
    private static final int SMALLEST_MEMORY = 6;
    private static final int MOST_CONTAINERS = 10;

    private TaskDefinitionRules() {}

    static void check(RegisterTaskDefinitionRequest request) {
        checkFamily(request.family());
        var containers = request.containerDefinitions();
        if (containers.isEmpty()) {
            throw Refused.client("Container list cannot be empty.");
        }
        if (containers.size() > MOST_CONTAINERS) {
            throw Refused.client("Task definition cannot have more than %d containers.", MOST_CONTAINERS);
        }
        if (containers.stream().map(ContainerDefinition::name).distinct().count() < containers.size()) {
            throw Refused.client("Container names must be unique within a task definition.");
        }
        containers.forEach(container -> check(container, request.memory() != null));
        if (containers.stream().noneMatch(container -> !Boolean.FALSE.equals(container.essential()))) {
            throw Refused.client("At least one container must be marked as essential.");
        }
        checkSize(request);
        Tags.check(request.tags());
    }

    private static void checkFamily(String family) {
        if (family == null || family.isEmpty()) {
            throw Refused.client("Family should not be null or empty.");
        }
        if (!NAME.matcher(family).matches()) {
            throw Refused.client(
                    "Family contains invalid characters. Up to 255 letters, numbers, hyphens and underscores are allowed.");
        }
    }

    private static void check(ContainerDefinition container, boolean taskHasMemory) {
        if (container.name() == null || !NAME.matcher(container.name()).matches()) {
            throw Refused.client(
                    "Container.name should not be null or empty, and may hold letters, numbers, hyphens and"
                            + " underscores.");
        }
        if (container.image() == null || container.image().isEmpty()) {
            throw Refused.client("Container.image should not be null or empty.");
        }
        checkMemory(container, taskHasMemory);
        container.portMappings().forEach(mapping -> check(container, mapping));
        if (container.healthCheck() != null) {
            check(container.healthCheck());
        }
        checkLogs(container);
    }

    private static void checkMemory(ContainerDefinition container, boolean taskHasMemory) {
        var limit = container.memory();
        var reservation = container.memoryReservation();
        if (limit == null && reservation == null && !taskHasMemory) {
            throw Refused.client(
                    "Invalid setting for container '%s'. At least one of 'memory' or 'memoryReservation' must be specified.",
                    container.name());
        }
        if (limit != null && limit < SMALLEST_MEMORY || reservation != null && reservation < SMALLEST_MEMORY) {
            throw Refused.client(
                    "Invalid setting for container '%s'. Memory must be at least %d MiB.",
                    container.name(), SMALLEST_MEMORY);
        }
        if (limit != null && reservation != null && limit <= reservation) {
            throw Refused.client(
                    "Invalid setting for container '%s'. 'memory' must be greater than 'memoryReservation'.",
                    container.name());
        }
    }

    private static void check(ContainerDefinition container, PortMapping mapping) {
        var port = mapping.containerPort();
        if (port == null || port < 1 || port > 65_535) {
            throw Refused.client("Container port must be between 1 and 65535 for container '%s'.", container.name());
        }
        var host = mapping.hostPort();
        if (host != null && (host < 0 || host > 65_535)) {
            throw Refused.client("Host port must be between 0 and 65535 for container '%s'.", container.name());
        }
    }

    private static void check(HealthCheck check) {
        range("interval", check.interval(), 5, 300);
        range("timeout", check.timeout(), 2, 60);
        range("retries", check.retries(), 1, 10);
        range("startPeriod", check.startPeriod(), 0, 300);
    }

    private static void range(String name, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Refused.client("Health check %s must be between %d and %d.", name, least, most);
        }
    }

    private static void checkLogs(ContainerDefinition container) {
        var logs = container.logConfiguration();
        if (logs != null && logs.logDriver() == LogDriver.AWSLOGS) {
            var missing = new ArrayList<>(List.of("awslogs-group", "awslogs-region"));
            missing.removeAll(logs.options().keySet());
            if (!missing.isEmpty()) {
                throw Refused.client("Log driver awslogs requires options: %s", String.join(", ", missing));
            }
        }
    }

    private static void checkSize(RegisterTaskDefinitionRequest request) {
        var bytes = request.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_BYTES) {
            throw Refused.client("Actual length: '%d'. Max allowed length is '%d' bytes.", bytes, LARGEST_BYTES);
        }
    }

    /** The definition with AWS's defaults written out, but for its identity. */
    static TaskDefinition filled(RegisterTaskDefinitionRequest request) {
        return TaskDefinition.builder()
                .family(request.family())
                .containerDefinitions(request.containerDefinitions().stream()
                        .map(TaskDefinitionRules::filled)
                        .toList())
                .taskRoleArn(request.taskRoleArn())
                .executionRoleArn(request.executionRoleArn())
                .networkMode(request.networkMode())
                .volumes(request.hasVolumes() ? request.volumes() : List.of())
                .placementConstraints(request.hasPlacementConstraints() ? request.placementConstraints() : List.of())
                .compatibilities(Compatibility.EXTERNAL, Compatibility.EC2)
                .requiresCompatibilities(
                        request.hasRequiresCompatibilities() ? request.requiresCompatibilities() : null)
                .requiresAttributes(attributes(request))
                .runtimePlatform(request.runtimePlatform())
                .cpu(request.cpu())
                .memory(request.memory())
                .pidMode(request.pidMode())
                .ipcMode(request.ipcMode())
                .ephemeralStorage(request.ephemeralStorage())
                .enableFaultInjection(request.enableFaultInjection())
                .build();
    }

    private static ContainerDefinition filled(ContainerDefinition container) {
        return container.toBuilder()
                .cpu(container.cpu() == null ? 0 : container.cpu())
                .essential(container.essential() == null || container.essential())
                .portMappings(container.portMappings().stream()
                        .map(TaskDefinitionRules::filled)
                        .toList())
                .environment(container.hasEnvironment() ? container.environment() : List.of())
                .mountPoints(container.hasMountPoints() ? container.mountPoints() : List.of())
                .volumesFrom(container.hasVolumesFrom() ? container.volumesFrom() : List.of())
                .systemControls(container.hasSystemControls() ? container.systemControls() : List.of())
                .healthCheck(container.healthCheck() == null ? null : filled(container.healthCheck()))
                .build();
    }

    private static PortMapping filled(PortMapping mapping) {
        return mapping.toBuilder()
                .hostPort(mapping.hostPort() == null ? 0 : mapping.hostPort())
                .protocol(mapping.protocol() == null ? TransportProtocol.TCP : mapping.protocol())
                .build();
    }

    private static HealthCheck filled(HealthCheck check) {
        return check.toBuilder()
                .interval(check.interval() == null ? 30 : check.interval())
                .timeout(check.timeout() == null ? 5 : check.timeout())
                .retries(check.retries() == null ? 3 : check.retries())
                .build();
    }

    private static List<Attribute> attributes(RegisterTaskDefinitionRequest request) {
        var containers = request.containerDefinitions();
        var names = new TreeSet<>(Set.of("com.amazonaws.ecs.capability.docker-remote-api.1.19"));
        if (containers.stream().anyMatch(TaskDefinitionRules::writesToCloudWatch)) {
            names.add("com.amazonaws.ecs.capability.logging-driver.awslogs");
            names.add("ecs.capability.execution-role-awslogs");
        }
        if (containers.stream().anyMatch(container -> !container.secrets().isEmpty())) {
            names.add("ecs.capability.secrets.ssm.environment-variables");
        }
        return names.stream()
                .map(name -> Attribute.builder().name(name).build())
                .toList();
    }

    private static boolean writesToCloudWatch(ContainerDefinition container) {
        return container.logConfiguration() != null
                && container.logConfiguration().logDriver() == LogDriver.AWSLOGS;
    }
}
