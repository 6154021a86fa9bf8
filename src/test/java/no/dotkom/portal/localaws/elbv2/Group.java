package no.dotkom.portal.localaws.elbv2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** One target group: its settings, which {@code ModifyTargetGroup} replaces, its attributes and its targets. */
final class Group {
    private TargetGroup settings;
    final Attributes attributes = new Attributes();
    final Map<Target.Address, Target> targets = new LinkedHashMap<>();

    Group(TargetGroup settings) {
        this.settings = settings;
    }

    TargetGroup settings() {
        return settings;
    }

    void settings(TargetGroup next) {
        this.settings = next;
    }

    String arn() {
        return settings.targetGroupArn();
    }

    /** Who gets requests: the healthy; when there is none, all that are not draining (an ALB fails open). */
    List<Target.Address> receivers() {
        var open = targets.values().stream().filter(t -> !t.draining()).toList();
        var healthy = open.stream().filter(Target::healthy).toList();
        return (healthy.isEmpty() ? open : healthy).stream().map(t -> t.address).toList();
    }
}
