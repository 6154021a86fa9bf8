package no.dotkom.portal.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TaskDefinition;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * Task-definition revisions, both ways. What goes out is this closed list of fields and nothing else: never a privileged
 * container, a host port, a volume or a role that a member named.
 */
final class Revisions {
    private static final Generation STRANGE = no.dotkom.portal.plan.Service.STRANGE;
    /** Stands for the role of a revision that has none. */
    private static final String NO_ROLE = "arn:aws:iam::none:role/none";

    private Revisions() {}

    static RegisterTaskDefinitionRequest request(Subject subject, TaskDefinition want, String region) {
        var asFound = want.asFound();
        return RegisterTaskDefinitionRequest.builder()
                .cpu(orNone(asFound.taskCpu()))
                .memory(orNone(asFound.taskMemory()))
                .taskRoleArn(orNone(asFound.taskRole()))
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

    private static @Nullable String orNone(String text) {
        return text.isEmpty() ? null : text;
    }

    private static ContainerDefinition container(TaskDefinition want, String region) {
        var container = ContainerDefinition.builder()
                .name(want.container())
                .image(want.image().pullReference())
                .essential(true)
                .cpu(want.size().cpu())
                .memoryReservation(softer(want.size()))
                .memory(want.size().memoryLimit())
                .stopTimeout(want.stopTimeoutSeconds())
                .environment(want.variables().values().entrySet().stream()
                        .map(variable -> KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue())
                                .build())
                        .toList())
                .secrets(want.secrets().entrySet().stream()
                        .map(secret -> Secret.builder()
                                .name(secret.getKey())
                                .valueFrom(secret.getValue())
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

    /** AWS takes a reservation only below the limit. */
    private static @Nullable Integer softer(Size size) {
        return size.memoryReserved() < size.memoryLimit() ? size.memoryReserved() : null;
    }

    /** Mode and buffer are named: the account's default may be either, and a full buffer drops lines (aws-facts §8). */
    private static Map<String, String> logOptions(TaskDefinition want, String region) {
        var options = new TreeMap<String, String>();
        options.put("awslogs-group", want.logGroup());
        options.put("awslogs-region", region);
        options.put("awslogs-stream-prefix", want.streamPrefix());
        if (!want.asFound().blockingLogs()) {
            options.put("mode", "non-blocking");
            options.put("max-buffer-size", "4m");
        }
        return options;
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The version that a revision is of: by our tag, or because it was taken for one; else {@code STRANGE}. */
    static Generation generation(Subject subject, EcsCalls.Revision revision) {
        var given = subject.given().get(new Arn(revision.definition().taskDefinitionArn()));
        if (given != null) {
            return given;
        }
        return Tags.ours(revision.tags(), subject) ? generation(revision.tags()) : STRANGE;
    }

    /** What the tag says, whosever revision it is; {@code STRANGE} where there is none or it is not a number. */
    static Generation generation(Map<String, String> tags) {
        var tag = tags.get(Tags.GENERATION);
        return tag != null && tag.matches("[1-9][0-9]{0,17}") ? new Generation(Long.parseLong(tag)) : STRANGE;
    }

    /** @throws IllegalArgumentException when it holds what none of our records can */
    static TaskDefinition translate(EcsCalls.Revision revision, Generation generation) {
        var definition = revision.definition();
        var container = definition.containerDefinitions().getFirst();
        var variables = new TreeMap<String, String>();
        container.environment().forEach(variable -> variables.put(variable.name(), variable.value()));
        var secrets = new TreeMap<String, String>();
        container.secrets().forEach(secret -> secrets.put(secret.name(), secret.valueFrom()));
        var options = container.logConfiguration() == null
                ? Map.<String, String>of()
                : container.logConfiguration().options();
        return new TaskDefinition(
                definition.family(),
                container.name(),
                generation,
                ImageRef.parse(container.image(), "docker.io")
                        .orElseThrow(() -> new IllegalArgumentException("The image is " + container.image())),
                size(container),
                container.portMappings().isEmpty()
                        ? 0
                        : container.portMappings().getFirst().containerPort(),
                container.stopTimeout() == null ? 30 : container.stopTimeout(),
                architecture(definition),
                Variables.of(variables),
                secrets,
                container.healthCheck() == null
                        ? ""
                        : container.healthCheck().command().getLast(),
                options.getOrDefault("awslogs-group", ""),
                options.getOrDefault("awslogs-stream-prefix", ""),
                new Arn(definition.executionRoleArn() == null ? NO_ROLE : definition.executionRoleArn()),
                asFound(definition, options));
    }

    /** What is not given in a definition is the other of the two; a limit alone is a reservation as well. */
    private static Size size(ContainerDefinition container) {
        var reserved = container.memoryReservation() == null ? container.memory() : container.memoryReservation();
        var limit = container.memory() == null ? container.memoryReservation() : container.memory();
        if (reserved == null || limit == null) {
            throw new IllegalArgumentException("The container has no memory of its own");
        }
        return new Size(Math.max(2, container.cpu()), reserved, limit);
    }

    private static AsFound asFound(
            software.amazon.awssdk.services.ecs.model.TaskDefinition definition, Map<String, String> options) {
        return new AsFound(
                text(definition.cpu()),
                text(definition.memory()),
                text(definition.taskRoleArn()),
                text(definition.executionRoleArn()),
                false,
                false,
                !options.getOrDefault("mode", "blocking").equals("non-blocking"),
                "",
                0,
                0,
                0);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Architecture architecture(software.amazon.awssdk.services.ecs.model.TaskDefinition definition) {
        var platform = definition.runtimePlatform();
        var named = platform == null ? "" : String.valueOf(platform.cpuArchitectureAsString());
        return named.toUpperCase(Locale.ROOT).equals("ARM64") ? Architecture.ARM64 : Architecture.AMD64;
    }
}
