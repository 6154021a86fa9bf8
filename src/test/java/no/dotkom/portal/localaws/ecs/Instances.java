package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.dotkom.portal.localaws.world.Fleet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/** The container instances: the fleet's nodes, registered when they come and deregistered when they are gone. */
final class Instances {
    private final Surroundings world;
    private final Clusters clusters;
    private final TaskLife life;
    private final StateChanges changes;
    private final Map<String, Instance> byNode = new LinkedHashMap<>();

    Instances(Surroundings world, Clusters clusters, TaskLife life, StateChanges changes) {
        this.world = world;
        this.clusters = clusters;
        this.life = life;
        this.changes = changes;
    }

    /** Brings the cluster in line with the fleet. */
    void look() {
        var nodes = world.fleet().nodes();
        nodes.stream().filter(node -> !byNode.containsKey(node.instanceId())).forEach(this::register);
        var present = nodes.stream().map(Fleet.Node::instanceId).collect(Collectors.toSet());
        List.copyOf(byNode.values()).stream()
                .filter(instance -> !instance.isLost() && !present.contains(instance.node.instanceId()))
                .forEach(this::lose);
        byNode.values().stream()
                .filter(instance -> instance.silent(world.fleet().silent(instance.node.instanceId())))
                .forEach(this::tell);
    }

    private void register(Fleet.Node node) {
        var id = world.account().hex(32);
        var arn = world.account().arn("ecs", "container-instance/%s/%s".formatted(clusters.name(), id));
        var instance = new Instance(arn, node, world.time().instant());
        byNode.put(node.instanceId(), instance);
        tell(instance);
    }

    /** First the agent falls silent and what ran there answers no more; then ECS believes that the node is gone. */
    private void lose(Instance instance) {
        instance.lost();
        tell(instance);
        instance.tasks().forEach(life::cutOff);
        world.time().in(world.tempo().nodeLoss(), () -> {
            instance.tasks().forEach(task -> life.hostGone(task, instance.node.instanceId()));
            byNode.remove(instance.node.instanceId());
        });
    }

    private void tell(Instance instance) {
        changes.instance(instance.described(clusters.capacityProvider()), clusters.arn());
    }

    List<Instance> all() {
        return List.copyOf(byNode.values());
    }

    ListContainerInstancesResponse list(ListContainerInstancesRequest request) {
        clusters.check(request.cluster());
        look();
        var arns = byNode.values().stream()
                .filter(instance -> hasStatus(instance, request.status()))
                .map(instance -> instance.arn)
                .toList();
        var page = Pages.of(arns, arn -> arn, request.nextToken(), request.maxResults(), 100, 100);
        return ListContainerInstancesResponse.builder()
                .containerInstanceArns(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean hasStatus(Instance instance, @Nullable ContainerInstanceStatus status) {
        return status == null || instance.active() == (status == ContainerInstanceStatus.ACTIVE);
    }

    DescribeContainerInstancesResponse describe(DescribeContainerInstancesRequest request) {
        clusters.check(request.cluster());
        look();
        checkNames(request.containerInstances(), 100);
        var found = new ArrayList<ContainerInstance>();
        var failures = new ArrayList<Failure>();
        request.containerInstances().forEach(name -> {
            var instance = find(name);
            if (instance == null) {
                failures.add(missing(name));
            } else {
                found.add(instance.described(clusters.capacityProvider()));
            }
        });
        return DescribeContainerInstancesResponse.builder()
                .containerInstances(found)
                .failures(failures)
                .build();
    }

    private static void checkNames(List<String> names, int most) {
        if (names.isEmpty()) {
            throw Refused.invalid("Container instances cannot be empty.");
        }
        if (names.size() > most) {
            throw Refused.invalid("Container instances: at most %d can be named in one call.", most);
        }
    }

    UpdateContainerInstancesStateResponse update(UpdateContainerInstancesStateRequest request) {
        clusters.check(request.cluster());
        look();
        checkNames(request.containerInstances(), 10);
        if (!Set.of(ContainerInstanceStatus.ACTIVE, ContainerInstanceStatus.DRAINING)
                .contains(request.status())) {
            throw Refused.invalid("Container instance status must be ACTIVE or DRAINING.");
        }
        var found = new ArrayList<ContainerInstance>();
        var failures = new ArrayList<Failure>();
        request.containerInstances().forEach(name -> {
            var instance = find(name);
            if (instance == null) {
                failures.add(missing(name));
            } else {
                move(instance, request.status());
                found.add(instance.described(clusters.capacityProvider()));
            }
        });
        return UpdateContainerInstancesStateResponse.builder()
                .containerInstances(found)
                .failures(failures)
                .build();
    }

    private void move(Instance instance, ContainerInstanceStatus status) {
        if (status == ContainerInstanceStatus.DRAINING) {
            instance.drain();
        } else {
            instance.activate();
        }
        tell(instance);
    }

    private Failure missing(String name) {
        var id = name.substring(name.lastIndexOf('/') + 1);
        var arn = world.account().arn("ecs", "container-instance/%s/%s".formatted(clusters.name(), id));
        return TaskDefinitions.failure(arn, "MISSING");
    }

    /** By ARN or id. */
    @Nullable Instance find(String name) {
        return byNode.values().stream()
                .filter(instance -> instance.arn.equals(name) || instance.id().equals(name))
                .findFirst()
                .orElse(null);
    }
}
