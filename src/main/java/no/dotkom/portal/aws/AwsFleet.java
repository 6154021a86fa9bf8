package no.dotkom.portal.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Service;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.watch.port.Fleet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** The watch's port on AWS: batches of everything, nothing per viewer. */
@Component
class AwsFleet implements Fleet {
    private final EcsCalls ecs;
    private final ElbCalls elb;
    private final LogsCalls logs;
    private final SsmCalls ssm;
    private final CurrentPlatform platforms;
    /** By the service's name, as its service tells: so that nobody looks a target group up to ask it. */
    private final Map<String, String> targetGroups = new ConcurrentHashMap<>();

    AwsFleet(EcsCalls ecs, ElbCalls elb, LogsCalls logs, SsmCalls ssm, CurrentPlatform platforms) {
        this.ecs = ecs;
        this.elb = elb;
        this.logs = logs;
        this.ssm = ssm;
        this.platforms = platforms;
    }

    @Override
    public List<NodeSeen> nodes() {
        return read(() -> ecs.nodes(cluster()).stream().map(AwsFleet::node).toList());
    }

    private static NodeSeen node(ContainerInstance instance) {
        var attributes = new HashMap<String, String>();
        instance.attributes().forEach(attribute -> attributes.put(attribute.name(), String.valueOf(attribute.value())));
        return new NodeSeen(
                instance.ec2InstanceId(),
                instance.containerInstanceArn(),
                instance.ec2InstanceId(),
                attributes.getOrDefault("ecs.instance-type", ""),
                attributes.getOrDefault("ecs.cpu-architecture", "x86_64").equals("arm64") ? "arm64" : "amd64",
                attributes.getOrDefault("ecs.availability-zone", ""),
                instance.status(),
                Boolean.TRUE.equals(instance.agentConnected()),
                amount(instance.registeredResources(), "CPU"),
                amount(instance.remainingResources(), "CPU"),
                amount(instance.registeredResources(), "MEMORY"),
                amount(instance.remainingResources(), "MEMORY"));
    }

    private static int amount(List<Resource> resources, String name) {
        return resources.stream()
                .filter(resource -> name.equals(resource.name()))
                .mapToInt(Resource::integerValue)
                .findFirst()
                .orElse(0);
    }

    @Override
    public Map<String, AgentSeen> agents() {
        return read(ssm::agents);
    }

    @Override
    public Map<EnvironmentId, ServiceSeen> services(Collection<Subject> subjects) {
        var byName = new HashMap<String, Subject>();
        subjects.forEach(subject -> byName.put(subject.names().service(), subject));
        return read(() -> {
            var seen = new HashMap<EnvironmentId, ServiceSeen>();
            for (var service : ecs.services(cluster(), new ArrayList<>(byName.keySet()))) {
                var subject = byName.get(service.serviceName());
                if (subject != null && service.status().equals("ACTIVE")) {
                    var one = service(service, subject.given());
                    if (one.targetGroup() != null) {
                        targetGroups.put(
                                service.serviceName(), one.targetGroup().value());
                    }
                    seen.put(subject.environment(), one);
                }
            }
            return seen;
        });
    }

    private ServiceSeen service(software.amazon.awssdk.services.ecs.model.Service service, Map<Arn, Generation> given) {
        var events = service.events().stream()
                .map(event -> new EventSeen(event.id(), event.createdAt(), event.message()))
                .toList();
        return new ServiceSeen(
                service.desiredCount(),
                service.runningCount(),
                service.pendingCount(),
                generation(service.taskDefinition(), given),
                targetGroup(service),
                events);
    }

    private static @Nullable Arn targetGroup(software.amazon.awssdk.services.ecs.model.Service service) {
        return service.loadBalancers().stream()
                .findFirst()
                .map(balancer -> new Arn(balancer.targetGroupArn()))
                .orElse(null);
    }

    private long generation(String taskDefinition, Map<Arn, Generation> given) {
        var known = given.get(new Arn(taskDefinition));
        var generation = known == null
                ? Revisions.generation(ecs.revision(taskDefinition).tags())
                : known;
        return generation.equals(Service.STRANGE) ? 0 : generation.number();
    }

    @Override
    public List<TaskSeen> tasks(Map<Arn, Generation> given) {
        return read(() -> {
            var tasks = new ArrayList<TaskSeen>();
            for (var status : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
                ecs.tasks(cluster(), status).stream()
                        .filter(task -> task.group() != null && task.group().startsWith("service:"))
                        .map(task -> task(task, given))
                        .forEach(tasks::add);
            }
            return tasks;
        });
    }

    private TaskSeen task(Task task, Map<Arn, Generation> given) {
        var container = task.containers().isEmpty()
                ? Container.builder().build()
                : task.containers().getFirst();
        return new TaskSeen(
                task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1),
                task.group().substring("service:".length()),
                generation(task.taskDefinitionArn(), given),
                task.lastStatus(),
                text(task.healthStatusAsString()),
                task.containerInstanceArn(),
                hostPort(container),
                task.createdAt(),
                task.pullStartedAt(),
                task.pullStoppedAt(),
                task.startedAt(),
                stopped(task),
                text(task.stopCodeAsString()),
                text(task.stoppedReason()),
                text(container.reason()),
                container.exitCode() == null ? OptionalInt.empty() : OptionalInt.of(container.exitCode()),
                text(container.imageDigest()),
                task.stoppingAt());
    }

    private static @Nullable Instant stopped(Task task) {
        return task.lastStatus().equals("STOPPED") ? task.stoppedAt() : null;
    }

    private static OptionalInt hostPort(Container container) {
        return container.networkBindings().stream()
                .filter(binding -> binding.hostPort() != null)
                .mapToInt(binding -> binding.hostPort())
                .findFirst();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public List<TargetSeen> targets(Subject subject) {
        var targetGroup = targetGroups.get(subject.names().service());
        return targetGroup == null ? List.of() : targets(subject.names().service(), targetGroup);
    }

    private List<TargetSeen> targets(String service, String targetGroup) {
        try {
            return elb.health(targetGroup).stream()
                    .map(target -> new TargetSeen(
                            target.target().id(),
                            target.target().port(),
                            target.targetHealth().stateAsString(),
                            text(target.targetHealth().reasonAsString()),
                            text(target.targetHealth().description())))
                    .toList();
        } catch (TargetGroupNotFoundException gone) {
            targetGroups.remove(service);
            return List.of();
        } catch (SdkException thrown) {
            throw new Unreadable(Said.text(thrown), thrown);
        }
    }

    @Override
    public List<LineSeen> lastLines(Subject subject, String taskId, int most) {
        var names = subject.names();
        return read(() -> logs.lastLines(names.logGroup(), names.stream(taskId), most));
    }

    private String cluster() {
        return platforms.current().cluster().value();
    }

    private static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException thrown) {
            throw new Unreadable(Said.text(thrown), thrown);
        }
    }
}
