package no.dotkom.portal.localaws.elbv2;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
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
    private final Estate estate;
    private final HealthChecks checks;
    private final Registrations registrations;
    private final Rules rules;
    private final Balancers balancers;
    private final TargetGroups groups;
    private final Tags tags;
    private final Routing routing;

    public Elbv2(Timeline timeline, Account account, Lag lag, Fleet fleet, Probe probe, MetricSink metrics) {
        this.estate = new Estate(timeline, account, lag);
        this.checks = new HealthChecks(estate, fleet, probe, metrics);
        this.registrations = new Registrations(fleet, checks);
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

    /** ARNs of the load balancers that present a certificate beside their own. */
    public List<String> presenting(String certificateArn) {
        return balancers.presenting(certificateArn);
    }

    /** @param unusable true of a certificate that ACM has not issued */
    public void refuseCertificates(Predicate<String> unusable) {
        balancers.refuse(unusable);
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
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(Limits.LOAD_BALANCER)
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
        registrations.register(estate.group(request.targetGroupArn()), request.targets());
        return RegisterTargetsResponse.builder().build();
    }

    public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
        registrations.deregister(estate.group(request.targetGroupArn()), request.targets());
        return DeregisterTargetsResponse.builder().build();
    }

    public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(
                        registrations.describe(estate.group(request.targetGroupArn()), request.targets()))
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
        var page = Page.of(
                Limits.ALL, request.marker(), request.pageSize(), Limits.PAGE, () -> Refusal.invalid("Invalid marker"));
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
