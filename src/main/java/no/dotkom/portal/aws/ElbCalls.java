package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.plan.HostRule;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TargetGroup;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Elastic Load Balancing v2. */
@Component
class ElbCalls {
    /** ARNs a DescribeTags takes (aws-facts §5). */
    private static final int TAGS_AT_ONCE = 20;

    private static final int PAGE = 400;
    private static final String DRAIN = "deregistration_delay.timeout_seconds";
    /** As often as what is deploying is looked at: lists are of everything, and one serves all that ask meanwhile. */
    private static final Duration LISTED = Duration.ofSeconds(2);

    /** Attributes have no list, and nobody but the portal changes them in passing (aws-facts §5: hourly would do). */
    private static final Duration ATTRIBUTED = Duration.ofMinutes(1);

    private final ElasticLoadBalancingV2Client elb;
    private final Clock clock;
    private final Recent<Map<String, software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup>>
            targetGroups;
    private final Map<String, Recent<List<Rule>>> rules = new ConcurrentHashMap<>();
    private final Map<String, Recent<List<String>>> certificates = new ConcurrentHashMap<>();
    private final Map<String, Recent<Integer>> drains = new ConcurrentHashMap<>();

    ElbCalls(AwsClients clients, Clock clock) {
        this.elb = clients.elb();
        this.clock = clock;
        this.targetGroups = new Recent<>(clock, LISTED, this::listTargetGroups);
    }

    /** A target group that exists; its delay is a call of its own. */
    Optional<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> targetGroup(String name) {
        return Optional.ofNullable(targetGroups.get().get(name));
    }

    private Map<String, software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> listTargetGroups() {
        var byName = new HashMap<String, software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup>();
        elb.describeTargetGroupsPaginator(request -> request.pageSize(PAGE)).targetGroups().stream()
                .forEach(group -> byName.put(group.targetGroupName(), group));
        return byName;
    }

    /** @throws IllegalArgumentException when there is none */
    software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup targetGroupAt(String arn) {
        try {
            return elb.describeTargetGroups(request -> request.targetGroupArns(arn))
                    .targetGroups()
                    .getFirst();
        } catch (TargetGroupNotFoundException absent) {
            throw new IllegalArgumentException("Its target group is gone", absent);
        }
    }

    List<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> targetGroups() {
        return List.copyOf(targetGroups.get().values());
    }

    TargetGroup translate(software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup found) {
        var codes = found.matcher() == null || found.matcher().httpCode() == null
                ? "200"
                : found.matcher().httpCode();
        var health = new HealthCheck(
                found.healthCheckPath() == null ? "/" : found.healthCheckPath(),
                codes,
                found.healthCheckIntervalSeconds(),
                found.healthCheckTimeoutSeconds(),
                found.healthyThresholdCount(),
                found.unhealthyThresholdCount());
        return new TargetGroup(
                found.targetGroupName(),
                found.vpcId(),
                health,
                drain(found.targetGroupArn()).get());
    }

    private Recent<Integer> drain(String arn) {
        return drains.computeIfAbsent(arn, known -> new Recent<>(clock, ATTRIBUTED, () -> readDrain(known)));
    }

    private int readDrain(String targetGroupArn) {
        return elb
                .describeTargetGroupAttributes(request -> request.targetGroupArn(targetGroupArn))
                .attributes()
                .stream()
                .filter(attribute -> attribute.key().equals(DRAIN))
                .mapToInt(attribute -> Integer.parseInt(attribute.value()))
                .findFirst()
                .orElse(300);
    }

    Map<String, Map<String, String>> tags(List<String> arns) {
        var byArn = new HashMap<String, Map<String, String>>();
        for (var from = 0; from < arns.size(); from += TAGS_AT_ONCE) {
            var some = arns.subList(from, Math.min(arns.size(), from + TAGS_AT_ONCE));
            for (var description :
                    elb.describeTags(request -> request.resourceArns(some)).tagDescriptions()) {
                var tags = new HashMap<String, String>();
                description.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
                byArn.put(description.resourceArn(), tags);
            }
        }
        return byArn;
    }

    List<Rule> rules(String listener) {
        return rules.computeIfAbsent(listener, known -> new Recent<>(clock, LISTED, () -> listRules(known)))
                .get();
    }

    private List<Rule> listRules(String listener) {
        return elb
                .describeRulesPaginator(request -> request.listenerArn(listener).pageSize(PAGE))
                .rules()
                .stream()
                .filter(rule -> !rule.isDefault())
                .toList();
    }

    void createTargetGroup(Subject subject, TargetGroup want) {
        writing(() -> elb.createTargetGroup(request -> request.name(want.name())
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId(want.vpc())
                .targetType(TargetTypeEnum.INSTANCE)
                .healthCheckProtocol(ProtocolEnum.HTTP)
                .healthCheckPath(want.health().path())
                .healthCheckIntervalSeconds(want.health().intervalSeconds())
                .healthCheckTimeoutSeconds(want.health().timeoutSeconds())
                .healthyThresholdCount(want.health().healthyAfter())
                .unhealthyThresholdCount(want.health().unhealthyAfter())
                .matcher(matcher -> matcher.httpCode(want.health().codes()))
                .tags(tags(subject))));
    }

    void updateTargetGroup(String arn, TargetGroup want) {
        writing(() -> elb.modifyTargetGroup(request -> request.targetGroupArn(arn)
                .healthCheckPath(want.health().path())
                .healthCheckIntervalSeconds(want.health().intervalSeconds())
                .healthCheckTimeoutSeconds(want.health().timeoutSeconds())
                .healthyThresholdCount(want.health().healthyAfter())
                .unhealthyThresholdCount(want.health().unhealthyAfter())
                .matcher(matcher -> matcher.httpCode(want.health().codes()))));
    }

    void setDeregistrationDelay(String arn, int seconds) {
        drains.remove(arn);
        writing(() -> elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(arn)
                .attributes(TargetGroupAttribute.builder()
                        .key(DRAIN)
                        .value(Integer.toString(seconds))
                        .build())));
    }

    void createRule(Subject subject, String listener, HostRule want, String targetGroup) {
        writing(() -> elb.createRule(request -> request.listenerArn(listener)
                .priority(want.priority())
                .conditions(RuleTranslation.conditions(want))
                .actions(RuleTranslation.action(want, targetGroup))
                .tags(tags(subject))));
    }

    /** In place: it is never deleted and made again, for visitors would fall to the default answer meanwhile. */
    void updateRule(String rule, HostRule want, String targetGroup) {
        writing(() -> elb.modifyRule(request -> request.ruleArn(rule)
                .conditions(RuleTranslation.conditions(want))
                .actions(RuleTranslation.action(want, targetGroup))));
    }

    void deleteRule(String rule) {
        writing(() -> elb.deleteRule(request -> request.ruleArn(rule)));
    }

    /** ARNs of what the listener presents beside its own certificate. */
    List<String> certificates(String listener) {
        return certificates
                .computeIfAbsent(listener, known -> new Recent<>(clock, LISTED, () -> listCertificates(known)))
                .get();
    }

    private List<String> listCertificates(String listener) {
        return elb
                .describeListenerCertificatesPaginator(
                        request -> request.listenerArn(listener).pageSize(PAGE))
                .certificates()
                .stream()
                .filter(certificate -> !Boolean.TRUE.equals(certificate.isDefault()))
                .map(Certificate::certificateArn)
                .toList();
    }

    void addCertificate(String listener, String certificate) {
        writing(() -> elb.addListenerCertificates(
                request -> request.listenerArn(listener).certificates(one -> one.certificateArn(certificate))));
    }

    void removeCertificate(String listener, String certificate) {
        writing(() -> elb.removeListenerCertificates(
                request -> request.listenerArn(listener).certificates(one -> one.certificateArn(certificate))));
    }

    void deleteTargetGroup(String arn) {
        drains.remove(arn);
        writing(() -> elb.deleteTargetGroup(request -> request.targetGroupArn(arn)));
    }

    /** Whatever came of it, what was read before is not what is there. */
    private void writing(Runnable write) {
        try {
            write.run();
        } finally {
            targetGroups.forget();
            rules.values().forEach(Recent::forget);
            certificates.values().forEach(Recent::forget);
        }
    }

    List<TargetHealthDescription> health(String targetGroup) {
        return elb.describeTargetHealth(request -> request.targetGroupArn(targetGroup))
                .targetHealthDescriptions();
    }

    private static List<Tag> tags(Subject subject) {
        return Tags.of(subject).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
