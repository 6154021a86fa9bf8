package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import no.dotkom.portal.localaws.ecs.Placement.Decision;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** All tasks that ECS remembers: those that run, and those stopped within the last hour. */
final class Tasks {
    private final Surroundings world;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Services services;
    private final Tags tags;
    private final TaskLife life;
    private final Supplier<List<Instance>> instances;
    private final Map<String, RunningTask> byArn;

    /** @param byArn kept by what removes a task when it is forgotten */
    Tasks(
            Surroundings world,
            Clusters clusters,
            TaskDefinitions definitions,
            Services services,
            Tags tags,
            TaskLife life,
            Supplier<List<Instance>> instances,
            Map<String, RunningTask> byArn) {
        this.world = world;
        this.clusters = clusters;
        this.definitions = definitions;
        this.services = services;
        this.tags = tags;
        this.life = life;
        this.instances = instances;
        this.byArn = byArn;
    }

    List<RunningTask> all() {
        return List.copyOf(byArn.values());
    }

    /** A task of the service's primary deployment. */
    RunningTask launch(RunningService service, Instance on) {
        var deployment = service.primary();
        var origin = new RunningTask.Origin(service, deployment, "service:" + service.name(), deployment.id);
        var settings = service.settings();
        var task = launch(deployment.revision.definition(), on, origin, deployment.revision.digests());
        service.tasks.add(task);
        propagate(task, settings.propagateTags(), tags.of(settings.serviceArn()));
        if (Boolean.TRUE.equals(settings.enableECSManagedTags())) {
            tags.put(task.arn, Tags.tag("aws:ecs:clusterName", clusters.name()));
            tags.put(task.arn, Tags.tag("aws:ecs:serviceName", service.name()));
        }
        return task;
    }

    private RunningTask launch(
            TaskDefinition definition, Instance on, RunningTask.Origin origin, Map<String, String> digests) {
        var arn = world.account()
                .arn(
                        "ecs",
                        "task/%s/%s".formatted(clusters.name(), world.account().hex(32)));
        var task = life.launch(arn, definition, on, origin, digests);
        byArn.put(arn, task);
        return task;
    }

    private void propagate(RunningTask task, @Nullable PropagateTags from, List<Tag> own) {
        if (from == PropagateTags.SERVICE) {
            own.forEach(tag -> tags.put(task.arn, tag));
        } else if (from == PropagateTags.TASK_DEFINITION) {
            tags.of(task.definition.taskDefinitionArn()).forEach(tag -> tags.put(task.arn, tag));
        }
    }

    RunTaskResponse run(RunTaskRequest request) {
        clusters.check(request.cluster());
        var count = request.count() == null ? 1 : request.count();
        if (count < 1 || count > 10) {
            throw Refused.invalid("Tasks count must be between 1 and 10.");
        }
        if (request.networkConfiguration() != null) {
            throw Refused.notModelled("networkConfiguration");
        }
        if (instances.get().stream().noneMatch(Instance::active)) {
            throw Refused.invalid("No Container Instances were found in your cluster.");
        }
        Tags.check(request.tags());
        Placement.check(request.placementConstraints(), request.placementStrategy());
        var definition = definitions.usable(request.taskDefinition());
        new TaskRoles(world.roles()).problem(definition).ifPresent(problem -> {
            throw Refused.client("%s", problem);
        });
        var started = new ArrayList<RunningTask>();
        var failures = new ArrayList<Failure>();
        for (int i = 0; i < count; i++) {
            run(request, definition, started, failures);
        }
        return RunTaskResponse.builder()
                .tasks(started.stream().map(task -> described(task, true)).toList())
                .failures(failures)
                .build();
    }

    private void run(
            RunTaskRequest request, TaskDefinition definition, List<RunningTask> started, List<Failure> failures) {
        var decision = Placement.choose(
                Need.of(definition),
                instances.get(),
                started,
                request.placementConstraints(),
                request.placementStrategy());
        switch (decision) {
            case Decision.Placed placed -> started.add(launchStandalone(request, definition, placed.on()));
            case Decision.Nowhere nowhere ->
                failures.add(Failure.builder()
                        .arn(clusters.arn())
                        .reason(nowhere.code())
                        .build());
        }
    }

    private RunningTask launchStandalone(RunTaskRequest request, TaskDefinition definition, Instance on) {
        var group = request.group() == null ? "family:" + definition.family() : request.group();
        var startedBy = request.startedBy() == null ? "" : request.startedBy();
        var task = launch(definition, on, new RunningTask.Origin(null, null, group, startedBy), digests(definition));
        request.tags().forEach(tag -> tags.put(task.arn, tag));
        propagate(task, request.propagateTags(), List.of());
        return task;
    }

    private Map<String, String> digests(TaskDefinition definition) {
        var digests = new HashMap<String, String>();
        definition
                .containerDefinitions()
                .forEach(container -> world.images()
                        .find(container.image())
                        .ifPresent(image -> digests.put(container.name(), image.digest())));
        return digests;
    }

    StopTaskResponse stop(StopTaskRequest request) {
        clusters.check(request.cluster());
        var task = find(String.valueOf(request.task()));
        if (task == null) {
            throw Refused.invalid("The referenced task was not found.");
        }
        var reason = request.reason() == null ? "Task stopped by user" : request.reason();
        life.stop(task, TaskStopCode.USER_INITIATED, reason);
        return StopTaskResponse.builder().task(described(task, true)).build();
    }

    DescribeTasksResponse describe(DescribeTasksRequest request) {
        clusters.check(request.cluster());
        if (request.tasks().isEmpty()) {
            throw Refused.invalid("Tasks cannot be empty.");
        }
        if (request.tasks().size() > 100) {
            throw Refused.invalid("Tasks: at most 100 can be described in one call.");
        }
        var found = new ArrayList<Task>();
        var failures = new ArrayList<Failure>();
        request.tasks().forEach(name -> {
            var task = find(name);
            if (task == null) {
                failures.add(TaskDefinitions.failure(arn(name), "MISSING"));
            } else {
                found.add(described(task, request.include().contains(TaskField.TAGS)));
            }
        });
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    private String arn(String name) {
        var id = name.substring(name.lastIndexOf('/') + 1);
        return world.account().arn("ecs", "task/%s/%s".formatted(clusters.name(), id));
    }

    private @Nullable RunningTask find(String name) {
        return byArn.get(arn(name));
    }

    Task described(RunningTask task, boolean withTags) {
        var described = task.described(clusters.arn(), clusters.capacityProvider());
        return withTags ? described.toBuilder().tags(tags.of(task.arn)).build() : described;
    }

    ListTasksResponse list(ListTasksRequest request) {
        clusters.check(request.cluster());
        checkFilters(request);
        var arns = byArn.values().stream()
                .filter(task -> world.lag().shows(task.createdAt))
                .filter(task -> matches(task, request))
                .map(task -> task.arn)
                .toList();
        var page = Pages.of(arns, arn -> arn, request.nextToken(), request.maxResults(), 100, 100);
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.next())
                .build();
    }

    private void checkFilters(ListTasksRequest request) {
        var others = request.family() != null || request.serviceName() != null || request.containerInstance() != null;
        if (request.startedBy() != null && others) {
            throw Refused.invalid("The startedBy filter cannot be combined with other filters.");
        }
        if (request.serviceName() != null && request.family() != null) {
            throw Refused.invalid("Cannot specify both serviceName and family.");
        }
        if (request.desiredStatus() == DesiredStatus.PENDING) {
            throw Refused.invalid("desiredStatus PENDING is not a valid filter.");
        }
        if (request.serviceName() != null) {
            services.existing(request.serviceName());
        }
    }

    private boolean matches(RunningTask task, ListTasksRequest request) {
        return task.wanted() == (request.desiredStatus() != DesiredStatus.STOPPED)
                && (request.family() == null || request.family().equals(task.definition.family()))
                && (request.startedBy() == null || request.startedBy().equals(task.origin.startedBy()))
                && (request.serviceName() == null || isOf(task, request.serviceName()))
                && (request.containerInstance() == null || isOn(task, request.containerInstance()))
                && (request.launchType() == null || request.launchType() == LaunchType.EC2);
    }

    private boolean isOf(RunningTask task, String service) {
        return task.origin.service() == services.find(service);
    }

    private static boolean isOn(RunningTask task, String instance) {
        return task.instance.arn.equals(instance) || task.instance.id().equals(instance);
    }
}
