package no.dotkom.portal.localaws.elbv2;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import no.dotkom.portal.localaws.world.Constraint;
import no.dotkom.portal.localaws.world.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/**
 * Target groups: created again with the same settings, a group is simply returned, whoever it belongs to; with others
 * its name is taken.
 */
final class TargetGroups {
    private final Estate estate;

    TargetGroups(Estate estate) {
        this.estate = estate;
    }

    TargetGroup create(CreateTargetGroupRequest request) {
        checkName(request.name());
        var wanted = checkedSettings(filled(request));
        var existing = estate.groups.values().stream()
                .filter(group -> group.settings().targetGroupName().equals(request.name()))
                .findFirst();
        return existing.map(group -> same(group, wanted)).orElseGet(() -> made(request, wanted));
    }

    private TargetGroup same(Group existing, TargetGroup wanted) {
        var comparable = existing.settings().toBuilder().targetGroupArn(null).build();
        if (!comparable.equals(wanted)) {
            throw Refusal.duplicateTargetGroup(wanted.targetGroupName());
        }
        return shown(existing);
    }

    private TargetGroup made(CreateTargetGroupRequest request, TargetGroup wanted) {
        if (estate.groups.size() >= Limits.TARGET_GROUPS) {
            throw Refusal.tooManyTargetGroups();
        }
        var arn = estate.arn("targetgroup/" + request.name(), request.tags());
        var group = new Group(wanted.toBuilder().targetGroupArn(arn).build());
        estate.groups.put(arn, group);
        return shown(group);
    }

    private static void checkName(@Nullable String name) {
        if (name == null) {
            throw Refusal.invalid(Constraint.notNull("name"));
        }
        if (name.length() > 32) {
            throw Refusal.invalid("Target group name '%s' cannot be longer than '32' characters".formatted(name));
        }
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw Refusal.invalid(
                    "Target group name '%s' can only contain characters that are alphanumeric characters or hyphens(-)"
                            .formatted(name));
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            throw Refusal.invalid("Target group name '%s' cannot begin or end with '-'".formatted(name));
        }
    }

    /** AWS's defaults for HTTP. */
    private static TargetGroup filled(CreateTargetGroupRequest request) {
        if (request.protocol() == null) {
            throw Refusal.invalid("A protocol must be specified");
        }
        if (request.port() == null) {
            throw Refusal.invalid("A port must be specified");
        }
        if (request.vpcId() == null) {
            throw Refusal.invalid("A VPC ID must be specified");
        }
        return TargetGroup.builder()
                .targetGroupName(request.name())
                .protocol(request.protocol())
                .protocolVersion(or(request.protocolVersion(), "HTTP1"))
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(or(request.targetType(), TargetTypeEnum.INSTANCE))
                .ipAddressType(or(request.ipAddressType(), TargetGroupIpAddressTypeEnum.IPV4))
                .healthCheckEnabled(or(request.healthCheckEnabled(), true))
                .healthCheckProtocol(or(request.healthCheckProtocol(), ProtocolEnum.HTTP))
                .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
                .healthCheckPath(or(request.healthCheckPath(), "/"))
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), 6))
                .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
                .matcher(or(request.matcher(), Matcher.builder().httpCode("200").build()))
                .build();
    }

    private static <T> T or(@Nullable T asked, T otherwise) {
        return Objects.requireNonNullElse(asked, otherwise);
    }

    private static TargetGroup checkedSettings(TargetGroup group) {
        if (group.protocol() != ProtocolEnum.HTTP && group.protocol() != ProtocolEnum.HTTPS) {
            throw Refusal.notModelled("target groups of protocol " + group.protocolAsString());
        }
        range("port", group.port(), 1, 65_535);
        range("healthCheckIntervalSeconds", group.healthCheckIntervalSeconds(), 5, 300);
        range("healthCheckTimeoutSeconds", group.healthCheckTimeoutSeconds(), 2, 120);
        range("healthyThresholdCount", group.healthyThresholdCount(), 2, 10);
        range("unhealthyThresholdCount", group.unhealthyThresholdCount(), 2, 10);
        if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
            throw Refusal.invalid("Health check timeout '%d' must be smaller than the interval '%d'"
                    .formatted(group.healthCheckTimeoutSeconds(), group.healthCheckIntervalSeconds()));
        }
        if (!group.healthCheckPath().startsWith("/") || group.healthCheckPath().length() > 1024) {
            throw Refusal.invalid("Health check path '%s' must start with '/' and have at most '1024' characters"
                    .formatted(group.healthCheckPath()));
        }
        if (!group.healthCheckPort().matches("traffic-port|[1-9][0-9]{0,4}")) {
            throw Refusal.invalid("Health check port '%s' must be 'traffic-port' or a number between '1' and '65535'"
                    .formatted(group.healthCheckPort()));
        }
        if (!group.healthCheckEnabled()) {
            throw Refusal.invalid("Health check enabled must be true for target groups with target type 'instance'");
        }
        StatusMatcher.parse(Objects.requireNonNullElse(group.matcher().httpCode(), ""));
        return group;
    }

    private static void range(String member, int value, int from, int to) {
        if (value < from) {
            throw Refusal.invalid(Constraint.atLeast(member, value, from));
        }
        if (value > to) {
            throw Refusal.invalid(Constraint.atMost(member, value, to));
        }
    }

    TargetGroup modify(ModifyTargetGroupRequest request) {
        var group = estate.group(request.targetGroupArn());
        var old = group.settings();
        group.settings(checkedSettings(old.toBuilder()
                .healthCheckEnabled(or(request.healthCheckEnabled(), old.healthCheckEnabled()))
                .healthCheckProtocol(or(request.healthCheckProtocol(), old.healthCheckProtocol()))
                .healthCheckPort(or(request.healthCheckPort(), old.healthCheckPort()))
                .healthCheckPath(or(request.healthCheckPath(), old.healthCheckPath()))
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), old.healthCheckIntervalSeconds()))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), old.healthCheckTimeoutSeconds()))
                .healthyThresholdCount(or(request.healthyThresholdCount(), old.healthyThresholdCount()))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), old.unhealthyThresholdCount()))
                .matcher(or(request.matcher(), old.matcher()))
                .build()));
        return shown(group);
    }

    /** Idempotent: deleting what is not there succeeds. */
    void delete(String arn) {
        if (!estate.loadBalancersOf(arn).isEmpty()) {
            throw Refusal.targetGroupInUse(arn);
        }
        if (estate.groups.remove(arn) != null) {
            estate.forget(arn);
        }
    }

    Page<TargetGroup> describe(DescribeTargetGroupsRequest request) {
        var all = selected(request).stream().map(this::shown).toList();
        return Page.of(all, request.marker(), request.pageSize(), Limits.PAGE, () -> Refusal.invalid("Invalid marker"));
    }

    private List<Group> selected(DescribeTargetGroupsRequest request) {
        if (!request.targetGroupArns().isEmpty()) {
            return request.targetGroupArns().stream().map(this::visible).toList();
        }
        if (!request.names().isEmpty()) {
            return request.names().stream().map(this::named).toList();
        }
        var all = estate.groups.values().stream().filter(group -> estate.shows(group.arn()));
        if (request.loadBalancerArn() == null) {
            return all.toList();
        }
        estate.loadBalancer(request.loadBalancerArn());
        return all.filter(group -> estate.loadBalancersOf(group.arn()).contains(request.loadBalancerArn()))
                .toList();
    }

    private Group visible(String arn) {
        return Optional.of(estate.group(arn))
                .filter(group -> estate.shows(arn))
                .orElseThrow(() -> Refusal.noTargetGroup(arn));
    }

    private Group named(String name) {
        return estate.groups.values().stream()
                .filter(group -> group.settings().targetGroupName().equals(name) && estate.shows(group.arn()))
                .findFirst()
                .orElseThrow(() -> Refusal.noTargetGroup(name));
    }

    private TargetGroup shown(Group group) {
        return group.settings().toBuilder()
                .loadBalancerArns(estate.loadBalancersOf(group.arn()))
                .build();
    }
}
