package no.dotkom.portal.simulate;

import java.util.List;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.Platform;
import no.dotkom.portal.reconcile.Specs;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;

/** What people do in the console, with Terraform and to machines: past the portal, and past the faults of its calls. */
final class Edits {
    private final LocalAws world;
    private final EdgeEdits edge;
    private int made;

    Edits(LocalAws world) {
        this.world = world;
        this.edge = new EdgeEdits(world);
    }

    /** True when there was something to change. */
    boolean edit(Slot slot, Act.What what) {
        try {
            return switch (what) {
                case DEPLOYED -> deployed(slot);
                case COUNT -> count(slot);
                case IMAGE -> image(slot);
                case SERVICE_DELETED -> deleteService(slot);
                case LOG_GROUP_DELETED -> deleteLogGroup(slot);
                case SECRET_DELETED -> deleteSecret(slot);
                case SECRETS_DENIED -> denySecrets(slot);
                case RULE,
                        RULE_DELETED,
                        HEALTH_CHECK,
                        TARGET_GROUP_UNTAGGED,
                        RECORD_DELETED,
                        CERTIFICATE_DELETED,
                        CERTIFICATE_EXPIRED -> edge.edit(slot, what);
            };
        } catch (AwsServiceException nothingThere) {
            return false;
        }
    }

    private boolean count(Slot slot) {
        if (!serves(slot)) {
            return false;
        }
        world.ecs()
                .updateService(UpdateServiceRequest.builder()
                        .cluster(world.platform().cluster())
                        .service(slot.name())
                        .desiredCount(4)
                        .build());
        return true;
    }

    private boolean serves(Slot slot) {
        return world
                .ecs()
                .describeServices(DescribeServicesRequest.builder()
                        .cluster(world.platform().cluster())
                        .services(slot.name())
                        .build())
                .services()
                .stream()
                .anyMatch(service -> service.status().equals("ACTIVE"));
    }

    /** CI clones the newest revision of the family, puts its image in, and points the service at it. */
    private boolean deployed(Slot slot) {
        if (!serves(slot)) {
            return false;
        }
        made++;
        var newest = world.ecs()
                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                        .taskDefinition(slot.name())
                        .build())
                .taskDefinition();
        var image = slot.worker() ? "demo/worker:1." + made + ".0" : History.GOOD.get(made % History.GOOD.size());
        var revision = world.ecs()
                .registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .family(newest.family())
                        .networkMode(newest.networkMode())
                        .requiresCompatibilities(newest.requiresCompatibilities())
                        .executionRoleArn(newest.executionRoleArn())
                        .runtimePlatform(newest.runtimePlatform())
                        .containerDefinitions(newest.containerDefinitions().getFirst().toBuilder()
                                .image(Specs.image(image).toString())
                                .build())
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
        world.ecs()
                .updateService(UpdateServiceRequest.builder()
                        .cluster(world.platform().cluster())
                        .service(slot.name())
                        .taskDefinition(revision)
                        .build());
        return true;
    }

    /** Somebody runs a revision of another family in the service. */
    private boolean image(Slot slot) {
        if (!serves(slot)) {
            return false;
        }
        made++;
        world.ecs()
                .registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .family("ci-" + made)
                        .containerDefinitions(container -> container
                                .name(slot.name())
                                .image(Specs.image("demo/healthy:1.0.0").toString())
                                .memory(64)
                                .portMappings(port -> port.containerPort(8080).hostPort(0)))
                        .build());
        world.ecs()
                .updateService(UpdateServiceRequest.builder()
                        .cluster(world.platform().cluster())
                        .service(slot.name())
                        .taskDefinition("ci-" + made)
                        .build());
        return true;
    }

    private boolean deleteService(Slot slot) {
        if (!serves(slot)) {
            return false;
        }
        world.ecs()
                .deleteService(DeleteServiceRequest.builder()
                        .cluster(world.platform().cluster())
                        .service(slot.name())
                        .force(true)
                        .build());
        return true;
    }

    private boolean deleteLogGroup(Slot slot) {
        world.parts()
                .logs()
                .deleteLogGroup(DeleteLogGroupRequest.builder()
                        .logGroupName("/apps/" + slot.name())
                        .build());
        return true;
    }

    private boolean deleteSecret(Slot slot) {
        var folder = Platform.SECRETS + slot.name().replace("-production", "/production/");
        for (var name : Slot.SECRETS) {
            if (world.parts().ssm().value(folder + name).isPresent()) {
                world.parts()
                        .ssm()
                        .deleteParameter(DeleteParameterRequest.builder()
                                .name(folder + name)
                                .build());
                return true;
            }
        }
        return false;
    }

    private boolean denySecrets(Slot slot) {
        world.parts()
                .iam()
                .deleteRolePolicy(DeleteRolePolicyRequest.builder()
                        .roleName("portal-" + slot.name())
                        .policyName("environment")
                        .build());
        return true;
    }

    boolean stranger(int priority) {
        return edge.stranger(priority);
    }

    /** The fleet never falls below two nodes, and never grows beyond five. */
    boolean node(Act.Change change) {
        var nodes = world.parts().nodes();
        var now = nodes.nodes();
        switch (change) {
            case LOST -> {
                if (now.size() < 3) {
                    return false;
                }
                nodes.lose(now.getLast().instanceId());
            }
            case ADDED -> {
                if (now.size() > 4) {
                    return false;
                }
                nodes.add("t3.small", "x86_64", now.getFirst().zone());
            }
            case DRAINED -> {
                return now.size() > 2 && drain();
            }
        }
        return true;
    }

    private boolean drain() {
        var cluster = world.platform().cluster();
        var active = world.ecs()
                .listContainerInstances(ListContainerInstancesRequest.builder()
                        .cluster(cluster)
                        .status(ContainerInstanceStatus.ACTIVE)
                        .build())
                .containerInstanceArns();
        if (active.size() < 3) {
            return false;
        }
        world.ecs()
                .updateContainerInstancesState(UpdateContainerInstancesStateRequest.builder()
                        .cluster(cluster)
                        .containerInstances(active.getFirst())
                        .status(ContainerInstanceStatus.DRAINING)
                        .build());
        return true;
    }

    /** Room for everything again: as many fresh nodes as there were at the beginning. */
    void repair() {
        var nodes = world.parts().nodes();
        for (var zone : List.of("a", "b", "c")) {
            nodes.add("t3.small", "x86_64", world.platform().region() + zone);
        }
    }
}
