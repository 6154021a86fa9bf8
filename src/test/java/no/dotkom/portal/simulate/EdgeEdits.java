package no.dotkom.portal.simulate;

import java.util.Optional;
import no.dotkom.portal.localaws.LocalAws;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
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

/** The same on the way to an application: rules, target groups, records, certificates. */
final class EdgeEdits {
    private final LocalAws world;
    private int made;

    EdgeEdits(LocalAws world) {
        this.world = world;
    }

    boolean edit(Slot slot, Act.What what) {
        return switch (what) {
            case RULE -> rule(slot).map(this::divert).isPresent();
            case RULE_DELETED -> rule(slot).map(this::delete).isPresent();
            case HEALTH_CHECK -> targetGroup(slot).map(this::checkElsewhere).isPresent();
            case TARGET_GROUP_UNTAGGED -> targetGroup(slot).map(this::untag).isPresent();
            case RECORD_DELETED -> deleteRecord(slot);
            case CERTIFICATE_DELETED ->
                certificate(slot).map(this::deleteCertificate).isPresent();
            case CERTIFICATE_EXPIRED ->
                certificate(slot).filter(world.parts().acm()::expire).isPresent();
            default -> throw new IllegalArgumentException(what + " is not on the way to an application");
        };
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
}
