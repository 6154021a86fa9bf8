package no.dotkom.portal.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * Task-definition revisions, both ways. What goes out is this closed list of fields and nothing else: never a privileged
 * container, a host port, a volume or a role that a member named.
 */
final class Revisions {
    static final String STREAM_PREFIX = "task";

    private Revisions() {}

    static RegisterTaskDefinitionRequest request(Subject subject, TaskDefinition want, String region) {
        return RegisterTaskDefinitionRequest.builder()
                .family(want.family())
                .networkMode(NetworkMode.BRIDGE)
                .requiresCompatibilities(Compatibility.EC2)
                .executionRoleArn(want.executionRole().value())
                .runtimePlatform(platform -> platform.operatingSystemFamily(OSFamily.LINUX)
                        .cpuArchitecture(
                                want.architecture() == Architecture.ARM64
                                        ? CPUArchitecture.ARM64
                                        : CPUArchitecture.X86_64))
                .containerDefinitions(container(want, region))
                .tags(tags(Tags.of(subject, want.generation())))
                .build();
    }

    private static ContainerDefinition container(TaskDefinition want, String region) {
        var container = ContainerDefinition.builder()
                .name(want.container())
                .image(want.image().pullReference())
                .essential(true)
                .cpu(want.size().cpu())
                .memoryReservation(want.size().memoryReserved())
                .memory(want.size().memoryLimit())
                .stopTimeout(want.stopTimeoutSeconds())
                .environment(want.variables().values().entrySet().stream()
                        .map(variable -> KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue())
                                .build())
                        .toList())
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(logOptions(want, region)));
        if (want.port() != 0) {
            container.portMappings(PortMapping.builder()
                    .containerPort(want.port())
                    .hostPort(0)
                    .protocol(TransportProtocol.TCP)
                    .build());
        }
        if (!want.checkCommand().isEmpty()) {
            container.healthCheck(
                    HealthCheck.builder().command(want.checkCommand()).build());
        }
        return container.build();
    }

    /** Mode and buffer are named: the account's default may be either, and a full buffer drops lines (aws-facts §8). */
    private static Map<String, String> logOptions(TaskDefinition want, String region) {
        return Map.of(
                "awslogs-group",
                want.logGroup(),
                "awslogs-region",
                region,
                "awslogs-stream-prefix",
                STREAM_PREFIX,
                "mode",
                "non-blocking",
                "max-buffer-size",
                "4m");
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The generation a revision's tag names; {@code STRANGE} where there is none or it is not a number. */
    static Generation generation(Map<String, String> tags) {
        var tag = tags.get(Tags.GENERATION);
        return tag != null && tag.matches("[1-9][0-9]{0,17}")
                ? new Generation(Long.parseLong(tag))
                : no.dotkom.portal.plan.Service.STRANGE;
    }

    static TaskDefinition translate(EcsCalls.Revision revision) {
        var definition = revision.definition();
        var container = definition.containerDefinitions().getFirst();
        var variables = new TreeMap<String, String>();
        container.environment().forEach(variable -> variables.put(variable.name(), variable.value()));
        var log = container.logConfiguration();
        return new TaskDefinition(
                definition.family(),
                generation(revision.tags()),
                ImageRef.parse(container.image(), "docker.io").orElseThrow(),
                new Size(container.cpu(), container.memoryReservation(), container.memory()),
                container.portMappings().isEmpty()
                        ? 0
                        : container.portMappings().getFirst().containerPort(),
                container.stopTimeout() == null ? 30 : container.stopTimeout(),
                architecture(definition),
                Variables.of(variables),
                container.healthCheck() == null
                        ? ""
                        : container.healthCheck().command().getLast(),
                log == null ? "" : log.options().getOrDefault("awslogs-group", ""),
                new Arn(definition.executionRoleArn()));
    }

    private static Architecture architecture(software.amazon.awssdk.services.ecs.model.TaskDefinition definition) {
        var platform = definition.runtimePlatform();
        var named = platform == null ? "" : String.valueOf(platform.cpuArchitectureAsString());
        return named.toUpperCase(Locale.ROOT).equals("ARM64") ? Architecture.ARM64 : Architecture.AMD64;
    }
}
