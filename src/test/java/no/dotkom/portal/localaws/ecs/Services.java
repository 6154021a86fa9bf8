package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The services of the cluster by name: made, changed, deleted, described. What they then do is the scheduler's. */
final class Services {
    private final Surroundings world;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Deployments deployments;
    private final Tags tags;
    private final ServiceRules rules;
    private final ServiceSettings settings;
    private final Map<String, RunningService> byName = new LinkedHashMap<>();

    Services(Surroundings world, Clusters clusters, TaskDefinitions definitions, Deployments deployments, Tags tags) {
        this.world = world;
        this.clusters = clusters;
        this.definitions = definitions;
        this.deployments = deployments;
        this.tags = tags;
        this.rules = new ServiceRules(clusters, world.targets());
        this.settings = new ServiceSettings(clusters, world.account(), world.time());
    }

    List<RunningService> all() {
        return List.copyOf(byName.values());
    }

    CreateServiceResponse create(CreateServiceRequest request) {
        clusters.check(request.cluster());
        ServiceRules.check(request);
        var service = existing(request).orElseGet(() -> make(request));
        return CreateServiceResponse.builder().service(described(service, true)).build();
    }

    /** The one that an earlier call of the same meaning has made; refused when the meaning differs. */
    private Optional<RunningService> existing(CreateServiceRequest request) {
        var byToken = byName.values().stream()
                .filter(RunningService::active)
                .filter(service ->
                        request.clientToken() != null && request.clientToken().equals(service.asked.clientToken()))
                .findFirst();
        if (byToken.isPresent()) {
            return byToken.filter(service -> service.asked.equals(request)).or(() -> {
                throw notIdempotent();
            });
        }
        var named = byName.get(request.serviceName());
        if (named == null || named.inactive()) {
            return Optional.empty();
        }
        if (named.draining()) {
            throw Refused.invalid("Unable to Start a service that is still Draining.");
        }
        if (named.unchanged() && sameWithoutToken(named.asked, request)) {
            return Optional.of(named);
        }
        throw notIdempotent();
    }

    private static boolean sameWithoutToken(CreateServiceRequest one, CreateServiceRequest other) {
        return one.toBuilder()
                .clientToken(null)
                .build()
                .equals(other.toBuilder().clientToken(null).build());
    }

    private static RuntimeException notIdempotent() {
        return Refused.invalid("Creation of service was not idempotent.");
    }

    private RunningService make(CreateServiceRequest request) {
        var definition = definitions.usable(request.taskDefinition());
        var made = settings.created(request).toBuilder()
                .taskDefinition(definition.taskDefinitionArn())
                .build();
        rules.check(made, definition);
        var events = new ServiceEvents(request.serviceName(), world.account(), world.time()::instant);
        var service = new RunningService(request, made, events);
        byName.remove(request.serviceName());
        byName.put(request.serviceName(), service);
        tags.create(made.serviceArn(), request.tags());
        deployments.begin(service, definition);
        return service;
    }

    private String arn(String name) {
        return world.account().arn("ecs", "service/%s/%s".formatted(clusters.name(), name));
    }

    UpdateServiceResponse update(UpdateServiceRequest request) {
        clusters.check(request.cluster());
        ServiceRules.checkModelled(request.deploymentController());
        var service = active(request.service());
        var before = service.settings();
        var definition = request.taskDefinition() == null
                ? service.primary().revision.definition()
                : definitions.usable(request.taskDefinition());
        var after = settings.changed(before, request).toBuilder()
                .taskDefinition(definition.taskDefinitionArn())
                .build();
        rules.check(after, definition);
        service.change(after);
        if (ServiceSettings.startsDeployment(before, after, request)) {
            deployments.begin(service, definition);
        }
        return UpdateServiceResponse.builder().service(described(service, true)).build();
    }

    DeleteServiceResponse delete(DeleteServiceRequest request) {
        clusters.check(request.cluster());
        var service = active(request.service());
        if (service.settings().desiredCount() > 0 && !Boolean.TRUE.equals(request.force())) {
            throw Refused.invalid("The service cannot be stopped while it is scaled above 0.");
        }
        service.drain();
        return DeleteServiceResponse.builder().service(described(service, true)).build();
    }

    /** An INACTIVE service is forgotten after a while. */
    void forget(RunningService service) {
        if (byName.remove(service.name(), service)) {
            tags.forget(service.settings().serviceArn());
        }
    }

    DescribeServicesResponse describe(DescribeServicesRequest request) {
        clusters.check(request.cluster());
        if (request.services().isEmpty()) {
            throw Refused.invalid("Services cannot be empty.");
        }
        if (request.services().size() > 10) {
            throw Refused.invalid("Services: at most 10 can be described in one call.");
        }
        var found = new ArrayList<Service>();
        var failures = new ArrayList<Failure>();
        request.services().forEach(name -> {
            var service = find(name);
            if (service == null) {
                failures.add(TaskDefinitions.failure(arn(tail(name)), "MISSING"));
            } else {
                found.add(described(service, request.include().contains(ServiceField.TAGS)));
            }
        });
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(failures)
                .build();
    }

    private Service described(RunningService service, boolean withTags) {
        return service.described(withTags ? tags.of(service.settings().serviceArn()) : null);
    }

    ListServicesResponse list(ListServicesRequest request) {
        clusters.check(request.cluster());
        var arns = byName.values().stream()
                .filter(RunningService::active)
                .filter(service -> world.lag().shows(service.settings().createdAt()))
                .filter(service -> request.launchType() == null
                        || request.launchType() == service.settings().launchType())
                .filter(service -> request.schedulingStrategy() != SchedulingStrategy.DAEMON)
                .map(service -> service.settings().serviceArn())
                .toList();
        var page = Pages.of(arns, arn -> arn, request.nextToken(), request.maxResults(), 10, 100);
        return ListServicesResponse.builder()
                .serviceArns(page.items())
                .nextToken(page.next())
                .build();
    }

    /** By name or ARN. */
    @Nullable RunningService find(String name) {
        return byName.get(tail(name));
    }

    RunningService existing(String name) {
        var service = find(name);
        if (service == null) {
            throw Refused.noService();
        }
        return service;
    }

    private RunningService active(String name) {
        if (name == null || name.isEmpty()) {
            throw Refused.invalid("Service cannot be empty.");
        }
        var service = existing(name);
        if (!service.active()) {
            throw Refused.serviceNotActive();
        }
        return service;
    }

    private static String tail(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
