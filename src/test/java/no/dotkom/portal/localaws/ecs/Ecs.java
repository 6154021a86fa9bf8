package no.dotkom.portal.localaws.ecs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.*;

/**
 * ECS: one method per operation, on the SDK's own types, throwing its exceptions with AWS's codes. Every method is called
 * with the timeline's lock held.
 */
public final class Ecs {
    private final Surroundings world;
    private final Clusters clusters;
    private final Tags tags = new Tags();
    private final StateChanges changes;
    private final TaskDefinitions definitions;
    private final Instances instances;
    private final Services services;
    private final ServiceDeployments serviceDeployments;
    private final Tasks tasks;
    private final Scheduler scheduler;
    private final TagOperations tagging;
    private final Map<String, RunningTask> tasksByArn = new LinkedHashMap<>();

    public Ecs(Surroundings world, ClusterSettings settings) {
        this.world = world;
        this.clusters = new Clusters(world.account(), settings, tags);
        this.changes = new StateChanges(world.time(), world.account());
        this.definitions = new TaskDefinitions(world, tags);
        var life = new TaskLife(world, this::tell, this::forget);
        var deployments = new Deployments(world, changes);
        this.instances = new Instances(world, clusters, life, changes);
        this.services = new Services(world, clusters, definitions, deployments, tags);
        this.serviceDeployments = new ServiceDeployments(world, clusters, services);
        this.tasks = new Tasks(world, clusters, definitions, services, tags, life, instances::all, tasksByArn);
        this.scheduler = new Scheduler(world, tasks, instances, life, deployments, changes);
        this.tagging = new TagOperations(tags, this::exists);
        var utilization = new Utilization(world, settings.name());
        world.time().every(world.tempo().check(), this::look);
        world.time().every(Duration.ofMinutes(1), () -> utilization.publish(tasks.all(), instances.all()));
    }

    /** What goes to EventBridge. */
    public StateChanges changes() {
        return changes;
    }

    /** What the application in a running container sees, secrets and all: no client of AWS can ask for it. */
    public Map<String, String> environment(String taskArn, String container) {
        return Optional.ofNullable(tasksByArn.get(taskArn)).stream()
                .flatMap(task -> task.containers.stream())
                .filter(each -> each.definition.name().equals(container))
                .findFirst()
                .orElseThrow()
                .environment();
    }

    private void look() {
        instances.look();
        services.all().forEach(service -> {
            var before = service.inactive();
            scheduler.look(service);
            if (service.inactive() && !before) {
                world.time().in(world.tempo().forget(), () -> services.forget(service));
            }
        });
    }

    private void tell(RunningTask task) {
        changes.task(tasks.described(task, true));
    }

    private void forget(RunningTask task) {
        tasksByArn.remove(task.arn);
        tags.forget(task.arn);
        if (task.origin.service() != null) {
            task.origin.service().tasks.remove(task);
        }
    }

    private boolean exists(String arn) {
        return arn.equals(clusters.arn())
                || tasksByArn.containsKey(arn)
                || definitions.exists(arn)
                || services.all().stream()
                        .anyMatch(service -> service.settings().serviceArn().equals(arn))
                || instances.all().stream().anyMatch(instance -> instance.arn.equals(arn));
    }

    public ListClustersResponse listClusters(ListClustersRequest request) {
        return clusters.list(request);
    }

    public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        instances.look();
        var all = tasks.all();
        return clusters.describe(
                request,
                new Clusters.Counts(
                        instances.all().size(),
                        (int) all.stream().filter(RunningTask::running).count(),
                        (int) all.stream().filter(RunningTask::pending).count(),
                        (int) services.all().stream()
                                .filter(RunningService::active)
                                .count()));
    }

    public DescribeCapacityProvidersResponse describeCapacityProviders(DescribeCapacityProvidersRequest request) {
        return clusters.describeCapacityProviders(request);
    }

    public ListContainerInstancesResponse listContainerInstances(ListContainerInstancesRequest request) {
        return instances.list(request);
    }

    public DescribeContainerInstancesResponse describeContainerInstances(DescribeContainerInstancesRequest request) {
        return instances.describe(request);
    }

    public UpdateContainerInstancesStateResponse updateContainerInstancesState(
            UpdateContainerInstancesStateRequest request) {
        return instances.update(request);
    }

    public RegisterTaskDefinitionResponse registerTaskDefinition(RegisterTaskDefinitionRequest request) {
        return definitions.register(request);
    }

    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        return definitions.describe(request);
    }

    public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
        return definitions.list(request);
    }

    public ListTaskDefinitionFamiliesResponse listTaskDefinitionFamilies(ListTaskDefinitionFamiliesRequest request) {
        return definitions.listFamilies(request);
    }

    public DeregisterTaskDefinitionResponse deregisterTaskDefinition(DeregisterTaskDefinitionRequest request) {
        return definitions.deregister(request);
    }

    public DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
        return definitions.delete(
                request,
                definition -> tasks.all().stream()
                        .anyMatch(task -> !task.stopped()
                                && task.definition.taskDefinitionArn().equals(definition.taskDefinitionArn())));
    }

    public CreateServiceResponse createService(CreateServiceRequest request) {
        return services.create(request);
    }

    public UpdateServiceResponse updateService(UpdateServiceRequest request) {
        return services.update(request);
    }

    public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
        return services.delete(request);
    }

    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        return services.describe(request);
    }

    public ListServicesResponse listServices(ListServicesRequest request) {
        return services.list(request);
    }

    public ListServiceDeploymentsResponse listServiceDeployments(ListServiceDeploymentsRequest request) {
        return serviceDeployments.list(request);
    }

    public DescribeServiceDeploymentsResponse describeServiceDeployments(DescribeServiceDeploymentsRequest request) {
        return serviceDeployments.describe(request);
    }

    public StopServiceDeploymentResponse stopServiceDeployment(StopServiceDeploymentRequest request) {
        return serviceDeployments.stop(request);
    }

    public DescribeServiceRevisionsResponse describeServiceRevisions(DescribeServiceRevisionsRequest request) {
        return serviceDeployments.describeRevisions(request);
    }

    public ListTasksResponse listTasks(ListTasksRequest request) {
        return tasks.list(request);
    }

    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return tasks.describe(request);
    }

    public RunTaskResponse runTask(RunTaskRequest request) {
        instances.look();
        return tasks.run(request);
    }

    public StopTaskResponse stopTask(StopTaskRequest request) {
        return tasks.stop(request);
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        return tagging.tag(request);
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return tagging.untag(request);
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return tagging.list(request);
    }
}
