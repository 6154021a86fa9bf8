package no.dotkom.portal.localaws.ecs;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.ecs.workload.Process;
import no.dotkom.portal.localaws.world.Images.Image;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** What the agent does on the node: pull, ports, log driver, process; and in which words each of them fails. */
final class ContainerStart {
    /** A container that does not start. */
    record Problem(RunningContainer container, String text) {}

    private final Surroundings world;

    ContainerStart(Surroundings world) {
        this.world = world;
    }

    /** @param digests by container name, resolved when the deployment began */
    @Nullable Problem pullProblem(RunningTask task, Map<String, String> digests) {
        for (var container : task.containers) {
            var reference = reference(container, digests);
            var image = world.images().find(reference);
            var architecture = Instance.architecture(task.instance.node.architecture());
            if (image.isEmpty()) {
                return new Problem(
                        container,
                        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref"
                                + " %1$s: %1$s: not found".formatted(reference));
            }
            if (!image.get().architectures().contains(architecture)) {
                return new Problem(
                        container,
                        "CannotPullContainerError: no matching manifest for linux/%s in the manifest list entries"
                                .formatted(architecture));
            }
        }
        return null;
    }

    private static String reference(RunningContainer container, Map<String, String> digests) {
        var digest = digests.get(container.definition.name());
        var image = container.definition.image();
        return digest == null ? image : repository(image) + "@" + digest;
    }

    /** An image reference without its tag or digest. */
    static String repository(String image) {
        return image.replaceFirst("@.*$", "").replaceFirst(":[^/:]*$", "");
    }

    /** Takes host ports and looks for log groups: all or nothing. */
    @Nullable Problem prepare(RunningTask task) {
        var problem = prepareAll(task);
        if (problem != null) {
            task.containers.forEach(container -> {
                container.hostPorts().values().forEach(port -> world.hosting().release(node(task), port));
                container.hostPorts().clear();
            });
        }
        return problem;
    }

    private @Nullable Problem prepareAll(RunningTask task) {
        for (var container : task.containers) {
            if (!hasLogGroup(container)) {
                return new Problem(
                        container,
                        "CannotStartContainerError: Error response from daemon: failed to initialize logging driver:"
                                + " failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log"
                                + " group does not exist.");
            }
            for (var mapping : container.definition.portMappings()) {
                var wanted = Need.hostPort(task.definition, mapping);
                var port = world.hosting().reserve(node(task), wanted);
                if (port.isEmpty()) {
                    return new Problem(
                            container,
                            "CannotStartContainerError: Error response from daemon: driver failed programming external"
                                    + " connectivity on endpoint ecs-%s: Bind for 0.0.0.0:%d failed: port is already allocated"
                                            .formatted(container.definition.name(), wanted));
                }
                container.bind(mapping.containerPort(), port.getAsInt());
            }
        }
        return null;
    }

    private static String node(RunningTask task) {
        return task.instance.node.instanceId();
    }

    private boolean hasLogGroup(RunningContainer container) {
        var options = awslogs(container);
        return options.isEmpty()
                || "true".equals(options.get().get("awslogs-create-group"))
                || world.logs().groupExists(options.get().getOrDefault("awslogs-group", ""));
    }

    private static Optional<Map<String, String>> awslogs(RunningContainer container) {
        return Optional.ofNullable(container.definition.logConfiguration())
                .filter(logs -> logs.logDriver() == LogDriver.AWSLOGS)
                .map(logs -> logs.options());
    }

    Process process(RunningTask task, RunningContainer container, Map<String, String> digests, Process.Exited exited) {
        var image = world.images().find(reference(container, digests)).orElseThrow();
        var start = new Process.Start(
                name(image),
                task.id(),
                container.definition.name(),
                node(task),
                task.instance.node.privateAddress(),
                container.environment(),
                container.hostPorts(),
                limit(container));
        return new Process(start, world.time(), world.hosting(), output(task, container), exited);
    }

    /** Repository and tag without the registry. */
    private static String name(Image image) {
        var registry = image.repository().indexOf('/');
        var first = registry < 0 ? "" : image.repository().substring(0, registry);
        var bare = first.contains(".") || first.contains(":")
                ? image.repository().substring(registry + 1)
                : image.repository();
        return bare + ":" + image.tag();
    }

    private static int limit(RunningContainer container) {
        var limit = container.definition.memory();
        return limit == null ? 2 * Need.memory(container.definition) : limit;
    }

    private Consumer<String> output(RunningTask task, RunningContainer container) {
        var options = awslogs(container);
        if (options.isEmpty()) {
            return line -> {};
        }
        var prefix = options.get().get("awslogs-stream-prefix");
        var stream = prefix == null
                ? container.runtimeId()
                : "%s/%s/%s".formatted(prefix, container.definition.name(), task.id());
        var group = options.get().getOrDefault("awslogs-group", "");
        return line -> world.logs().put(group, stream, world.time().instant(), line);
    }
}
