package no.dotkom.portal.localaws.elbv2;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.MetricSink;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Targets;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** Elastic Load Balancing v2: application load balancers whose targets are instances. */
public final class Elbv2 implements Targets {
    private static final int TARGETS = 1_000;

    private final Estate estate;
    private final Fleet fleet;
    private final HealthChecks checks;
    private final Rules rules;
    private final Balancers balancers;
    private final TargetGroups groups;
    private final Tags tags;
    private final Routing routing;

    public Elbv2(Timeline timeline, Account account, Lag lag, Fleet fleet, Probe probe, MetricSink metrics) {
        this.estate = new Estate(timeline, account, lag);
        this.fleet = fleet;
        this.checks = new HealthChecks(estate, fleet, probe, metrics);
        this.rules = new Rules(estate, checks);
        this.balancers = new Balancers(estate, rules);
        this.groups = new TargetGroups(estate);
        this.tags = new Tags(estate);
        this.routing = new Routing(estate);
    }

    /** What the listener does with a request; the timeline's lock is held by the caller. */
    public Verdict route(String listenerArn, Visit visit) {
        return routing.of(listenerArn, visit);
    }

    /** As AWS places a load balancer by its subnets, which are not modelled. */
    public void place(String loadBalancerArn, String vpcId) {
        balancers.placed(estate.loadBalancer(loadBalancerArn), vpcId);
    }

    public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
        return CreateLoadBalancerResponse.builder()
                .loadBalancers(balancers.create(request))
                .build();
    }

    public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
        var page = balancers.describe(request);
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items())
                .nextMarker(page.next())
                .build();
    }

    public DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
            DescribeLoadBalancerAttributesRequest request) {
        estate.loadBalancer(request.loadBalancerArn());
        var attributes = Stream.of(
                        "idle_timeout.timeout_seconds=60",
                        "routing.http2.enabled=true",
                        "deletion_protection.enabled=false",
                        "client_keep_alive.seconds=3600")
                .map(pair -> pair.split("="))
                .map(pair -> LoadBalancerAttribute.builder()
                        .key(pair[0])
                        .value(pair[1])
                        .build())
                .toList();
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(attributes)
                .build();
    }

    public CreateListenerResponse createListener(CreateListenerRequest request) {
        return CreateListenerResponse.builder()
                .listeners(balancers.createListener(request))
                .build();
    }

    public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
        return ModifyListenerResponse.builder()
                .listeners(balancers.modifyListener(request))
                .build();
    }

    public DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
        balancers.deleteListener(request.listenerArn());
        return DeleteListenerResponse.builder().build();
    }

    public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
        var page = balancers.describeListeners(request);
        return DescribeListenersResponse.builder()
                .listeners(page.items())
                .nextMarker(page.next())
                .build();
    }

    public AddListenerCertificatesResponse addListenerCertificates(AddListenerCertificatesRequest request) {
        return AddListenerCertificatesResponse.builder()
                .certificates(balancers.addCertificates(request.listenerArn(), request.certificates()))
                .build();
    }

    public RemoveListenerCertificatesResponse removeListenerCertificates(RemoveListenerCertificatesRequest request) {
        balancers.removeCertificates(request.listenerArn(), request.certificates());
        return RemoveListenerCertificatesResponse.builder().build();
    }

    public DescribeListenerCertificatesResponse describeListenerCertificates(
            DescribeListenerCertificatesRequest request) {
        var page = balancers.describeCertificates(request);
        return DescribeListenerCertificatesResponse.builder()
                .certificates(page.items())
                .nextMarker(page.next())
                .build();
    }

    public CreateRuleResponse createRule(CreateRuleRequest request) {
        return CreateRuleResponse.builder().rules(rules.create(request)).build();
    }

    public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
        return ModifyRuleResponse.builder().rules(rules.modify(request)).build();
    }

    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        rules.delete(request.ruleArn());
        return DeleteRuleResponse.builder().build();
    }

    public SetRulePrioritiesResponse setRulePriorities(SetRulePrioritiesRequest request) {
        return SetRulePrioritiesResponse.builder()
                .rules(rules.setPriorities(request.rulePriorities()))
                .build();
    }

    public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
        var page = rules.describe(request);
        return DescribeRulesResponse.builder()
                .rules(page.items())
                .nextMarker(page.next())
                .build();
    }

    public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
        return CreateTargetGroupResponse.builder()
                .targetGroups(groups.create(request))
                .build();
    }

    public ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
        return ModifyTargetGroupResponse.builder()
                .targetGroups(groups.modify(request))
                .build();
    }

    public DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
        groups.delete(request.targetGroupArn());
        return DeleteTargetGroupResponse.builder().build();
    }

    public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
        var page = groups.describe(request);
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items())
                .nextMarker(page.next())
                .build();
    }

    public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(ModifyTargetGroupAttributesRequest request) {
        var attributes = estate.group(request.targetGroupArn()).attributes;
        attributes.set(request.attributes());
        return ModifyTargetGroupAttributesResponse.builder()
                .attributes(attributes.list())
                .build();
    }

    public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
            DescribeTargetGroupAttributesRequest request) {
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(estate.group(request.targetGroupArn()).attributes.list())
                .build();
    }

    public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
        var group = estate.group(request.targetGroupArn());
        var addresses =
                request.targets().stream().map(target -> address(group, target)).toList();
        addresses.forEach(this::checkRunning);
        if (group.targets.size() + addresses.size() > TARGETS) {
            throw Refusal.tooManyTargets(group.arn());
        }
        addresses.forEach(address -> checks.register(group, address));
        return RegisterTargetsResponse.builder().build();
    }

    private static Target.Address address(Group group, TargetDescription target) {
        return new Target.Address(
                target.id(),
                Objects.requireNonNullElse(target.port(), group.settings().port()));
    }

    private void checkRunning(Target.Address address) {
        if (fleet.node(address.instanceId()).isEmpty()) {
            throw Refusal.invalidTarget(
                    "The following targets are not in a running state and cannot be registered: '%s'"
                            .formatted(address.instanceId()));
        }
    }

    public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
        var group = estate.group(request.targetGroupArn());
        request.targets().stream()
                .flatMap(target -> matching(group, target).stream())
                .forEach(address -> checks.deregister(group, address));
        return DeregisterTargetsResponse.builder().build();
    }

    /** Without a port, every registration of the instance is meant. */
    private static List<Target.Address> matching(Group group, TargetDescription target) {
        return group.targets.keySet().stream()
                .filter(address -> address.instanceId().equals(target.id()))
                .filter(address -> target.port() == null || target.port() == address.port())
                .toList();
    }

    public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
        var group = estate.group(request.targetGroupArn());
        var addresses = request.targets().isEmpty()
                ? List.copyOf(group.targets.keySet())
                : request.targets().stream()
                        .map(target -> address(group, target))
                        .toList();
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(addresses.stream()
                        .map(address -> described(group, address))
                        .toList())
                .build();
    }

    private TargetHealthDescription described(Group group, Target.Address address) {
        return TargetHealthDescription.builder()
                .target(t -> t.id(address.instanceId()).port(address.port()))
                .healthCheckPort(String.valueOf(address.port()))
                .targetHealth(checks.health(group, address))
                .build();
    }

    public AddTagsResponse addTags(AddTagsRequest request) {
        tags.add(request.resourceArns(), request.tags());
        return AddTagsResponse.builder().build();
    }

    public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        tags.remove(request.resourceArns(), request.tagKeys());
        return RemoveTagsResponse.builder().build();
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        return DescribeTagsResponse.builder()
                .tagDescriptions(tags.describe(request.resourceArns()))
                .build();
    }

    public DescribeAccountLimitsResponse describeAccountLimits(DescribeAccountLimitsRequest request) {
        var limits = Stream.of(
                        "application-load-balancers=50",
                        "listeners-per-application-load-balancer=50",
                        "rules-per-application-load-balancer=" + Rules.PER_LOAD_BALANCER,
                        "target-groups=" + TargetGroups.PER_REGION,
                        "target-groups-per-application-load-balancer=" + Rules.TARGET_GROUPS,
                        "target-groups-per-action-on-application-load-balancer=5",
                        "targets-per-application-load-balancer=" + TARGETS,
                        "targets-per-target-group=" + TARGETS,
                        "certificates-per-application-load-balancer=25",
                        "condition-values-per-alb-rule=5",
                        "condition-wildcards-per-alb-rule=6")
                .map(pair -> pair.split("="))
                .map(pair -> Limit.builder().name(pair[0]).max(pair[1]).build())
                .toList();
        var page = Page.of(limits, request.marker(), request.pageSize(), 400, () -> Refusal.invalid("Invalid marker"));
        return DescribeAccountLimitsResponse.builder()
                .limits(page.items())
                .nextMarker(page.next())
                .build();
    }

    @Override
    public boolean exists(String targetGroupArn) {
        return estate.groups.containsKey(targetGroupArn);
    }

    @Override
    public boolean hasLoadBalancer(String targetGroupArn) {
        return !estate.loadBalancersOf(targetGroupArn).isEmpty();
    }

    @Override
    public void register(String targetGroupArn, String instanceId, int port) {
        checks.register(estate.group(targetGroupArn), new Target.Address(instanceId, port));
    }

    @Override
    public void deregister(String targetGroupArn, String instanceId, int port) {
        if (exists(targetGroupArn)) {
            checks.deregister(estate.group(targetGroupArn), new Target.Address(instanceId, port));
        }
    }

    @Override
    public TargetHealth health(String targetGroupArn, String instanceId, int port) {
        return checks.health(estate.group(targetGroupArn), new Target.Address(instanceId, port));
    }

    @Override
    public Duration deregistrationDelay(String targetGroupArn) {
        return Duration.ofSeconds(estate.group(targetGroupArn).attributes.seconds(Attributes.DELAY));
    }
}
