package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceField;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Elastic Container Service, reads. Revisions never change, so each is described once. */
@Component
class EcsCalls {
    /** Names a DescribeServices takes, tasks and instances a Describe takes (aws-facts §5). */
    private static final int SERVICES_AT_ONCE = 10;

    private static final int AT_ONCE = 100;
    private static final int DEPLOYMENTS_AT_ONCE = 20;
    private final EcsClient ecs;
    private final Map<String, Revision> revisions = new ConcurrentHashMap<>();
    private final Map<String, String> revisionOfServiceRevision = new ConcurrentHashMap<>();

    EcsCalls(AwsClients clients) {
        this.ecs = clients.ecs();
    }

    /** A task-definition revision with its tags. */
    record Revision(TaskDefinition definition, Map<String, String> tags) {}

    Optional<software.amazon.awssdk.services.ecs.model.Service> service(String cluster, String name) {
        return services(cluster, List.of(name)).stream().findFirst();
    }

    List<software.amazon.awssdk.services.ecs.model.Service> services(String cluster, List<String> names) {
        var services = new ArrayList<software.amazon.awssdk.services.ecs.model.Service>();
        for (var some : parts(names, SERVICES_AT_ONCE)) {
            var answer = ecs.describeServices(
                    request -> request.cluster(cluster).services(some).include(ServiceField.TAGS));
            services.addAll(answer.services());
        }
        return services;
    }

    List<String> serviceNames(String cluster) {
        return ecs.listServicesPaginator(request -> request.cluster(cluster).maxResults(AT_ONCE)).serviceArns().stream()
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .toList();
    }

    /** Families with an active revision. */
    List<String> families() {
        return ecs
                .listTaskDefinitionFamiliesPaginator(request -> request.status(TaskDefinitionFamilyStatus.ACTIVE))
                .families()
                .stream()
                .toList();
    }

    /** Active revisions of a family, newest first. */
    List<String> activeRevisions(String family) {
        return ecs
                .listTaskDefinitionsPaginator(request -> request.familyPrefix(family)
                        .status(TaskDefinitionStatus.ACTIVE)
                        .sort(SortOrder.DESC))
                .taskDefinitionArns()
                .stream()
                .filter(arn -> familyOf(arn).equals(family))
                .toList();
    }

    static String familyOf(String arn) {
        var tail = arn.substring(arn.lastIndexOf('/') + 1);
        return tail.substring(0, tail.lastIndexOf(':'));
    }

    /** {@code 12} of {@code arn:…:task-definition/grades-web:12}. */
    static long number(String arn) {
        return Long.parseLong(arn.substring(arn.lastIndexOf(':') + 1));
    }

    Revision revision(String arn) {
        return revisions.computeIfAbsent(arn, this::describe);
    }

    private Revision describe(String arn) {
        var answer = ecs.describeTaskDefinition(
                request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS));
        return new Revision(answer.taskDefinition(), Tags.of(answer.tags()));
    }

    /** Newest first. */
    List<ServiceDeployment> deployments(String cluster, String service) {
        var arns = ecs
                .listServiceDeployments(
                        request -> request.cluster(cluster).service(service).maxResults(DEPLOYMENTS_AT_ONCE))
                .serviceDeployments()
                .stream()
                .map(brief -> brief.serviceDeploymentArn())
                .toList();
        if (arns.isEmpty()) {
            return List.of();
        }
        return ecs
                .describeServiceDeployments(request -> request.serviceDeploymentArns(arns))
                .serviceDeployments()
                .stream()
                .sorted((a, b) -> b.createdAt().compareTo(a.createdAt()))
                .toList();
    }

    /** The task-definition revision that a service deployment is about; empty when AWS no longer tells. */
    String revisionOf(ServiceDeployment deployment) {
        var target = deployment.targetServiceRevision();
        return target == null ? "" : revisionOfServiceRevision.computeIfAbsent(target.arn(), this::revisionOfService);
    }

    private String revisionOfService(String serviceRevision) {
        return ecs
                .describeServiceRevisions(request -> request.serviceRevisionArns(serviceRevision))
                .serviceRevisions()
                .stream()
                .map(revision -> revision.taskDefinition())
                .findFirst()
                .orElse("");
    }

    List<Task> tasks(String cluster, DesiredStatus status) {
        var arns = ecs.listTasksPaginator(request -> request.cluster(cluster).desiredStatus(status)).taskArns().stream()
                .toList();
        return described(cluster, arns);
    }

    List<Task> tasksOf(String cluster, String service) {
        var arns = ecs.listTasksPaginator(request -> request.cluster(cluster).serviceName(service)).taskArns().stream()
                .toList();
        return described(cluster, arns);
    }

    private List<Task> described(String cluster, List<String> arns) {
        var tasks = new ArrayList<Task>();
        for (var some : parts(arns, AT_ONCE)) {
            tasks.addAll(ecs.describeTasks(request -> request.cluster(cluster).tasks(some))
                    .tasks());
        }
        return tasks;
    }

    List<ContainerInstance> nodes(String cluster) {
        var arns =
                ecs
                        .listContainerInstancesPaginator(request -> request.cluster(cluster))
                        .containerInstanceArns()
                        .stream()
                        .toList();
        var nodes = new ArrayList<ContainerInstance>();
        for (var some : parts(arns, AT_ONCE)) {
            nodes.addAll(ecs.describeContainerInstances(request ->
                            request.cluster(cluster).containerInstances(some).include(ContainerInstanceField.TAGS))
                    .containerInstances());
        }
        return nodes;
    }

    void stopDeployment(String deployment) {
        ecs.stopServiceDeployment(
                request -> request.serviceDeploymentArn(deployment).stopType(StopServiceDeploymentStopType.ROLLBACK));
    }

    void deleteService(String cluster, String service) {
        ecs.deleteService(request -> request.cluster(cluster).service(service).force(true));
    }

    void deregister(String taskDefinition) {
        ecs.deregisterTaskDefinition(request -> request.taskDefinition(taskDefinition));
    }

    EcsClient client() {
        return ecs;
    }

    private static <T> List<List<T>> parts(Collection<T> all, int size) {
        var list = List.copyOf(all);
        var parts = new ArrayList<List<T>>();
        for (var from = 0; from < list.size(); from += size) {
            parts.add(list.subList(from, Math.min(list.size(), from + size)));
        }
        return parts;
    }
}
