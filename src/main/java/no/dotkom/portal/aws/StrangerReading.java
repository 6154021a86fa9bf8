package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.HostRule;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.TargetGroup;
import no.dotkom.portal.plan.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Puts one service of others into our words, or says what of it has none. */
final class StrangerReading {
    private final Service service;
    private final String madeBy;
    private final Platform platform;
    private final Map<Gateway, List<Rule>> rules;
    private final List<String> lost = new ArrayList<>();
    private final List<Arn> resources = new ArrayList<>();

    /** @param rules of each gateway of the platform */
    StrangerReading(Service service, String madeBy, Platform platform, Map<Gateway, List<Rule>> rules) {
        this.service = service;
        this.madeBy = madeBy;
        this.platform = platform;
        this.rules = rules;
    }

    /** How it is reached. @param http absent for a worker; @param targetGroup its name, empty for a worker */
    private record Way(Gateway gateway, Ingress ingress, String targetGroup, int drain, List<Integer> priorities) {}

    Strangers.Stranger read(EcsCalls ecs, ElbCalls elb, LogsCalls logs) {
        resources.add(new Arn(service.serviceArn()));
        service();
        try {
            var revision = ecs.revision(service.taskDefinition());
            var container = container();
            lost.addAll(Unmodelled.in(
                    revision.definition(),
                    container.orElseGet(() -> revision.definition()
                            .containerDefinitions()
                            .getFirst()
                            .name())));
            var definition = Revisions.translate(revision, no.dotkom.portal.plan.Service.STRANGE);
            var way = way(elb, definition);
            var retention = retention(logs, definition);
            var found = adoptable(definition, way, retention);
            return lost.isEmpty() ? found : unfit();
        } catch (IllegalArgumentException noWords) {
            lost.add(String.valueOf(noWords.getMessage()));
            return unfit();
        }
    }

    private Strangers.Unfit unfit() {
        return new Strangers.Unfit(service.serviceName(), madeBy, lost);
    }

    private void when(boolean itIs, String name) {
        if (itIs) {
            lost.add(name);
        }
    }

    private void service() {
        when(service.schedulingStrategy() != SchedulingStrategy.REPLICA, "schedulingStrategy");
        var controller = service.deploymentController();
        when(controller != null && controller.type() != DeploymentControllerType.ECS, "deploymentController");
        when(service.hasServiceRegistries() && !service.serviceRegistries().isEmpty(), "serviceRegistries");
        when(service.networkConfiguration() != null, "networkConfiguration");
        when(
                service.loadBalancers().size() > 1,
                "loadBalancers: " + service.loadBalancers().size());
        when(service.launchType() == LaunchType.FARGATE || service.launchType() == LaunchType.EXTERNAL, "launchType");
        when(service.desiredCount() > EnvironmentSpec.MOST_TASKS, "desiredCount: " + service.desiredCount());
    }

    private Optional<String> container() {
        return service.loadBalancers().stream().findFirst().map(balancer -> balancer.containerName());
    }

    private Way way(ElbCalls elb, TaskDefinition definition) {
        if (service.loadBalancers().isEmpty()) {
            return new Way(platform.gateways().getFirst(), new Ingress.None(), "", 20, List.of());
        }
        var balancer = service.loadBalancers().getFirst();
        var found = elb.targetGroupAt(balancer.targetGroupArn());
        var gateway = rules.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(rule -> leadsTo(rule, balancer.targetGroupArn())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rule of a gateway leads to its target group"));
        var leading = rules.getOrDefault(gateway, List.of()).stream()
                .filter(rule -> leadsTo(rule, balancer.targetGroupArn()))
                .sorted(Comparator.comparingInt(RuleTranslation::priority))
                .toList();
        resources.add(new Arn(balancer.targetGroupArn()));
        leading.forEach(rule -> resources.add(new Arn(rule.ruleArn())));
        when(found.targetType() != TargetTypeEnum.INSTANCE, "targetType");
        when(!"HTTP".equals(found.protocolAsString()), "protocol");
        when(!"HTTP".equals(found.healthCheckProtocolAsString()), "healthCheckProtocol");
        when(!"traffic-port".equals(found.healthCheckPort()), "healthCheckPort");
        when(balancer.containerPort() != definition.port(), "containerPort");
        var group = elb.translate(found);
        return new Way(
                gateway,
                http(leading, definition.port(), group),
                group.name(),
                group.drainSeconds(),
                leading.stream().map(RuleTranslation::priority).toList());
    }

    private static boolean leadsTo(Rule rule, String targetGroup) {
        return rule.actions().stream().anyMatch(action -> targetGroup.equals(action.targetGroupArn()));
    }

    private Ingress http(List<Rule> leading, int port, TargetGroup group) {
        when(leading.size() > 1, "rules: " + leading.size());
        var rule = leading.getFirst();
        var names = new ArrayList<HostName>();
        for (var condition : rule.conditions()) {
            if (condition.hostHeaderConfig() != null) {
                condition
                        .hostHeaderConfig()
                        .values()
                        .forEach(host -> names.add(HostName.parse(host)
                                .orElseThrow(() -> new IllegalArgumentException("The host " + host))));
            } else if (condition.sourceIpConfig() == null) {
                lost.add("conditions: " + condition.field());
            }
        }
        when(rule.actions().size() > 1, "actions: " + rule.actions().size());
        when(names.size() > HostRule.MOST_VALUES, "host-header: " + names.size());
        var sources = RuleTranslation.translate(rule).sources();
        var inside = sources.equals(platform.egress().stream().sorted().toList());
        when(!sources.isEmpty() && !inside, "conditions: source-ip");
        return new Ingress.Http(sources.isEmpty() ? Reach.PUBLIC : Reach.PLATFORM, names, port, group.health());
    }

    /** Days, or -1 for ever. */
    private int retention(LogsCalls logs, TaskDefinition definition) {
        var group = logs.find(definition.logGroup())
                .orElseThrow(() -> new IllegalArgumentException("There is no log group " + definition.logGroup()));
        resources.add(new Arn(group.arn()));
        return group.group().retentionDays() == 0
                ? AsFound.FOR_EVER
                : group.group().retentionDays();
    }

    private Strangers.Adoptable adoptable(TaskDefinition definition, Way way, int retention) {
        var grace = service.healthCheckGracePeriodSeconds();
        var rollout =
                new RolloutSettings(grace == null ? 0 : grace, definition.stopTimeoutSeconds(), way.drain(), false);
        var spec = new EnvironmentSpec(
                definition.image(),
                way.ingress(),
                definition.size(),
                Math.max(1, service.desiredCount()),
                rollout,
                definition.architecture(),
                definition.variables(),
                definition.containerCheck());
        var names = new ResourceNames(
                service.serviceName(),
                definition.family(),
                definition.container(),
                way.targetGroup().isEmpty() ? service.serviceName() : way.targetGroup(),
                definition.logGroup(),
                definition.streamPrefix());
        return new Strangers.Adoptable(
                names,
                madeBy,
                way.gateway().id(),
                spec,
                service.desiredCount() == 0,
                asFound(definition.asFound(), definition.architecture(), retention),
                new Arn(service.taskDefinition()),
                way.priorities(),
                resources);
    }

    private AsFound asFound(AsFound container, Architecture architecture, int retention) {
        var configuration = service.deploymentConfiguration();
        var breaker = configuration.deploymentCircuitBreaker();
        var usual = configuration.minimumHealthyPercent() == 100 && configuration.maximumPercent() == 200;
        var provider = service.capacityProviderStrategy().stream()
                .map(item -> item.capacityProvider())
                .findFirst()
                .orElse("");
        when(
                !provider.isEmpty()
                        && !provider.equals(platform.capacityProviders().get(architecture)),
                "capacityProviderStrategy: " + provider);
        var balanced = service.availabilityZoneRebalancing() == AvailabilityZoneRebalancing.ENABLED;
        var ours = service.desiredCount() >= 2 && configuration.maximumPercent() > 100;
        var around = new AsFound(
                "",
                "",
                "",
                "",
                provider.isEmpty(),
                breaker == null || !breaker.enable() || !breaker.rollback(),
                false,
                balanced == ours ? "" : balanced ? "ENABLED" : "DISABLED",
                usual ? 0 : configuration.minimumHealthyPercent(),
                usual ? 0 : configuration.maximumPercent(),
                retention == platform.logRetentionDays() ? 0 : retention);
        return around.on(container, platform.executionRole());
    }
}
