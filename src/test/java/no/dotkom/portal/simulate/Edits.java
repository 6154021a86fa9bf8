package no.dotkom.portal.simulate;

import java.util.List;
import java.util.Optional;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.reconcile.Specs;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What people do in the console, with Terraform and to machines: past the portal, and past the faults of its calls. */
final class Edits {
    private final LocalAws world;
    private int made;

    Edits(LocalAws world) {
        this.world = world;
    }

    /** True when there was something to change. */
    boolean edit(Slot slot, Act.What what) {
        try {
            return switch (what) {
                case DEPLOYED -> deployed(slot);
                case COUNT -> count(slot);
                case IMAGE -> image(slot);
                case RULE -> rule(slot).map(this::divert).isPresent();
                case HEALTH_CHECK -> targetGroup(slot).map(this::checkElsewhere).isPresent();
                case SERVICE_DELETED -> deleteService(slot);
                case RULE_DELETED -> rule(slot).map(this::delete).isPresent();
                case LOG_GROUP_DELETED -> deleteLogGroup(slot);
                case RECORD_DELETED -> deleteRecord(slot);
                case CERTIFICATE_DELETED ->
                    certificate(slot).map(this::deleteCertificate).isPresent();
                case CERTIFICATE_EXPIRED ->
                    certificate(slot).filter(world.parts().acm()::expire).isPresent();
                case TARGET_GROUP_UNTAGGED -> targetGroup(slot).map(this::untag).isPresent();
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

    private Optional<Rule> rule(Slot slot) {
        return world
                .parts()
                .elbv2()
                .describeRules(DescribeRulesRequest.builder()
                        .listenerArn(world.platform().httpsListenerArn())
                        .build())
                .rules()
                .stream()
                .filter(rule -> rule.conditions().stream()
                        .anyMatch(condition -> condition.hostHeaderConfig() != null
                                && condition.hostHeaderConfig().values().contains(slot.host())))
                .findFirst();
    }

    private Rule divert(Rule rule) {
        world.parts()
                .elbv2()
                .modifyRule(ModifyRuleRequest.builder()
                        .ruleArn(rule.ruleArn())
                        .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values("elsewhere.localhost")))
                        .build());
        return rule;
    }

    private Rule delete(Rule rule) {
        world.parts()
                .elbv2()
                .deleteRule(DeleteRuleRequest.builder().ruleArn(rule.ruleArn()).build());
        return rule;
    }

    private Optional<TargetGroup> targetGroup(Slot slot) {
        return world
                .parts()
                .elbv2()
                .describeTargetGroups(DescribeTargetGroupsRequest.builder().build())
                .targetGroups()
                .stream()
                .filter(group -> group.targetGroupName().equals(slot.name()))
                .findFirst();
    }

    private TargetGroup checkElsewhere(TargetGroup group) {
        world.parts()
                .elbv2()
                .modifyTargetGroup(ModifyTargetGroupRequest.builder()
                        .targetGroupArn(group.targetGroupArn())
                        .healthCheckIntervalSeconds(60)
                        .build());
        return group;
    }

    private TargetGroup untag(TargetGroup group) {
        world.parts()
                .elbv2()
                .removeTags(RemoveTagsRequest.builder()
                        .resourceArns(group.targetGroupArn())
                        .tagKeys("managed-by", "portal:app", "portal:environment")
                        .build());
        return group;
    }

    private boolean deleteLogGroup(Slot slot) {
        world.parts()
                .logs()
                .deleteLogGroup(DeleteLogGroupRequest.builder()
                        .logGroupName("/apps/" + slot.name())
                        .build());
        return true;
    }

    private boolean deleteRecord(Slot slot) {
        var zone = world.platform().zone("apps.example.no");
        var record = world
                .parts()
                .route53()
                .listResourceRecordSets(ListResourceRecordSetsRequest.builder()
                        .hostedZoneId(zone)
                        .build())
                .resourceRecordSets()
                .stream()
                .filter(set -> set.name().startsWith("app" + slot.number + "."))
                .findFirst();
        record.ifPresent(set -> delete(zone, set));
        return record.isPresent();
    }

    private Optional<String> certificate(Slot slot) {
        return world
                .parts()
                .acm()
                .listCertificates(ListCertificatesRequest.builder().build())
                .certificateSummaryList()
                .stream()
                .filter(each -> each.domainName().startsWith("app" + slot.number + "."))
                .map(CertificateSummary::certificateArn)
                .findFirst();
    }

    private String deleteCertificate(String arn) {
        world.parts()
                .elbv2()
                .removeListenerCertificates(RemoveListenerCertificatesRequest.builder()
                        .listenerArn(world.platform().httpsListenerArn())
                        .certificates(one -> one.certificateArn(arn))
                        .build());
        world.parts()
                .acm()
                .deleteCertificate(
                        DeleteCertificateRequest.builder().certificateArn(arn).build());
        return arn;
    }

    private void delete(String zone, ResourceRecordSet set) {
        world.parts()
                .route53()
                .changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(zone)
                        .changeBatch(batch ->
                                batch.changes(change -> change.action("DELETE").resourceRecordSet(set)))
                        .build());
    }

    /** A rule of Terraform's with a target group of its own; false when the priority is taken. */
    boolean stranger(int priority) {
        made++;
        var elb = world.parts().elbv2();
        var group = elb.createTargetGroup(CreateTargetGroupRequest.builder()
                        .name("theirs-" + made)
                        .protocol("HTTP")
                        .port(80)
                        .vpcId(world.platform().vpcId())
                        .build())
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        try {
            elb.createRule(CreateRuleRequest.builder()
                    .listenerArn(world.platform().httpsListenerArn())
                    .priority(priority)
                    .conditions(c ->
                            c.field("host-header").hostHeaderConfig(h -> h.values("theirs-" + made + ".localhost")))
                    .actions(a -> a.type("forward").targetGroupArn(group))
                    .build());
            return true;
        } catch (AwsServiceException taken) {
            return false;
        }
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
