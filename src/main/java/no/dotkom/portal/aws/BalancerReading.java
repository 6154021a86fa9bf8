package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.plan.HostRule;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.ObservedRules;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TargetGroup;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** What one environment has in ELB, for one observation: the tags of all of it are one call. */
final class BalancerReading {
    private final ElbCalls elb;
    private final Subject subject;
    private final String listener;
    private final Supplier<Map<String, Map<String, String>>> tags = SingletonSupplier.of(this::readTags);

    BalancerReading(ElbCalls elb, Subject subject, String listener) {
        this.elb = elb;
        this.subject = subject;
        this.listener = listener;
    }

    Observation<TargetGroup> targetGroup() {
        var found = found();
        if (found.isEmpty()) {
            return new Observation.Absent<>();
        }
        var arn = found.get().targetGroupArn();
        return Tags.ours(tags.get().getOrDefault(arn, Map.of()), subject)
                ? new Observation.Present<>(new Arn(arn), elb.translate(found.get()))
                : new Observation.Foreign<>(new Arn(arn));
    }

    private Optional<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup> found() {
        return elb.targetGroup(subject.names().targetGroup());
    }

    ObservedRules rules() {
        var ours = new ArrayList<ObservedRules.Placed>();
        var taken = new HashSet<Integer>();
        for (var rule : candidates()) {
            if (Tags.ours(tags.get().getOrDefault(rule.ruleArn(), Map.of()), subject)) {
                ours.add(new ObservedRules.Placed(new Arn(rule.ruleArn()), ElbCalls.translate(rule)));
            } else if (subject.priorities().contains(ElbCalls.priority(rule))) {
                taken.add(ElbCalls.priority(rule));
            }
        }
        return new ObservedRules.Seen(ours, taken, Shadows.over(ours, elb.rules(listener)));
    }

    private List<Rule> candidates() {
        return elb.rules(listener).stream().filter(this::concerns).toList();
    }

    /** Only rules in the portal's band, and on a number of ours, are asked for their tags: all else is Terraform's. */
    private boolean concerns(Rule rule) {
        return subject.priorities().contains(ElbCalls.priority(rule))
                || (ElbCalls.priority(rule) >= HostRule.PORTALS
                        && ElbCalls.forwardsTo(rule).equals(subject.names().targetGroup()));
    }

    private Map<String, Map<String, String>> readTags() {
        var arns = new ArrayList<String>();
        orNone(() -> found().stream().map(group -> group.targetGroupArn()).toList())
                .forEach(arns::add);
        orNone(() -> candidates().stream().map(Rule::ruleArn).toList()).forEach(arns::add);
        return elb.tags(arns);
    }

    /** What cannot be listed says so in its own slot. */
    private static List<String> orNone(Supplier<List<String>> read) {
        try {
            return read.get();
        } catch (SdkException unreadable) {
            return List.of();
        }
    }
}
