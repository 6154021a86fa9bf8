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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** What one environment has in ELB, for one observation: the tags of all of it are one call. */
final class BalancerReading {
    private final ElbCalls elb;
    private final Subject subject;
    private final Once<Optional<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup>> found;
    private final Once<List<Rule>> all;
    private final Once<Map<String, Map<String, String>>> tags = new Once<>(this::readTags);

    BalancerReading(ElbCalls elb, Subject subject, String listener) {
        this.elb = elb;
        this.subject = subject;
        this.found = new Once<>(() -> elb.targetGroup(subject.names().targetGroup()));
        this.all = new Once<>(() -> elb.rules(listener));
    }

    Observation<TargetGroup> targetGroup() {
        var group = found.get().orElse(null);
        if (group == null) {
            return new Observation.Absent<>();
        }
        var arn = group.targetGroupArn();
        return ours(arn)
                ? new Observation.Present<>(new Arn(arn), elb.translate(group))
                : new Observation.Foreign<>(new Arn(arn));
    }

    /** What AWS tells no tags of is nobody's to judge: taken for a stranger's, it would be made a second time. */
    private boolean ours(String arn) {
        var told = tags.get().get(arn);
        if (told == null) {
            throw new IllegalArgumentException("There are no tags of " + arn);
        }
        return Tags.ours(told, subject);
    }

    ObservedRules rules() {
        var ours = new ArrayList<ObservedRules.Placed>();
        var taken = new HashSet<Integer>();
        for (var rule : candidates()) {
            if (ours(rule.ruleArn())) {
                ours.add(new ObservedRules.Placed(new Arn(rule.ruleArn()), RuleTranslation.translate(rule)));
            } else if (subject.priorities().contains(RuleTranslation.priority(rule))) {
                taken.add(RuleTranslation.priority(rule));
            }
        }
        return new ObservedRules.Seen(ours, taken, Shadows.over(ours, all.get()));
    }

    private List<Rule> candidates() {
        return all.get().stream().filter(this::concerns).toList();
    }

    /** Only rules in the portal's band, and on a number of ours, are asked for their tags: all else is Terraform's. */
    private boolean concerns(Rule rule) {
        return subject.priorities().contains(RuleTranslation.priority(rule))
                || (RuleTranslation.priority(rule) >= HostRule.PORTALS
                        && (RuleTranslation.forwardsTo(rule)
                                        .equals(subject.names().targetGroup())
                                || redirectsOneOfOurs(rule)));
    }

    /** A redirect leads to no target group, so it is known by where it leads from. */
    private boolean redirectsOneOfOurs(Rule rule) {
        return RuleTranslation.redirects(rule)
                && RuleTranslation.hosts(rule).stream().anyMatch(subject.hosts()::contains);
    }

    private Map<String, Map<String, String>> readTags() {
        var arns = new ArrayList<String>();
        orNone(() -> found.get().stream().map(group -> group.targetGroupArn()).toList())
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
