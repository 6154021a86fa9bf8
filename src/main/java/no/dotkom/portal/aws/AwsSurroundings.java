package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.plan.OwnershipTags;
import no.dotkom.portal.plan.ParameterStore;
import no.dotkom.portal.reconcile.port.Surroundings;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Looks for our tag on everything of the platform. */
@Component
class AwsSurroundings implements Surroundings {
    /** Where the portal's own log groups lie (design.md decision 8). */
    private static final String LOGS = "/apps/";

    private final EcsCalls ecs;
    private final ElbCalls elb;
    private final LogsCalls logs;
    private final AcmCalls acm;
    private final IamCalls iam;
    private final SsmCalls ssm;
    private final CurrentPlatform platforms;

    AwsSurroundings(
            EcsCalls ecs,
            ElbCalls elb,
            LogsCalls logs,
            AcmCalls acm,
            IamCalls iam,
            SsmCalls ssm,
            CurrentPlatform platforms) {
        this.ecs = ecs;
        this.elb = elb;
        this.logs = logs;
        this.acm = acm;
        this.iam = iam;
        this.ssm = ssm;
        this.platforms = platforms;
    }

    @Override
    public List<Tagged> tagged(Collection<ResourceNames> known) {
        try {
            var found = new ArrayList<Tagged>();
            services(found);
            rules(found);
            certificates(found);
            targetGroups(found);
            taskDefinitions(known, found);
            logGroups(known, found);
            var store = platforms.current().parameterStore();
            if (store != null) {
                roles(store, known, found);
                parameters(store, known, found);
            }
            return found;
        } catch (SdkException thrown) {
            throw new Unanswered(Said.text(thrown), thrown);
        }
    }

    private static void add(List<Tagged> found, Kind kind, String arn, String name, Map<String, String> tags) {
        if (OwnershipTags.managed(tags)) {
            found.add(new Tagged(
                    kind,
                    new Arn(arn),
                    name,
                    tags.getOrDefault(OwnershipTags.APP, ""),
                    tags.getOrDefault(OwnershipTags.ENVIRONMENT, "")));
        }
    }

    private void services(List<Tagged> found) {
        var cluster = platforms.current().cluster().value();
        for (var service : ecs.services(cluster, ecs.serviceNames(cluster))) {
            add(found, Kind.SERVICE, service.serviceArn(), service.serviceName(), Tags.of(service.tags()));
        }
    }

    private void rules(List<Tagged> found) {
        for (var gateway : platforms.current().gateways()) {
            var rules = elb.rules(gateway.listener().value());
            var tags = elb.tags(rules.stream().map(Rule::ruleArn).toList());
            rules.forEach(rule -> add(
                    found, Kind.RULE, rule.ruleArn(), rule.priority(), tags.getOrDefault(rule.ruleArn(), Map.of())));
        }
    }

    private void certificates(List<Tagged> found) {
        for (var certificate : acm.certificates()) {
            var arn = certificate.certificateArn();
            add(found, Kind.CERTIFICATE, arn, certificate.domainName(), acm.tags(arn));
        }
    }

    private void targetGroups(List<Tagged> found) {
        var groups = elb.targetGroups();
        var tags = elb.tags(groups.stream().map(group -> group.targetGroupArn()).toList());
        groups.forEach(group -> add(
                found,
                Kind.TARGET_GROUP,
                group.targetGroupArn(),
                group.targetGroupName(),
                tags.getOrDefault(group.targetGroupArn(), Map.of())));
    }

    private void taskDefinitions(Collection<ResourceNames> known, List<Tagged> found) {
        var families = known.stream().map(ResourceNames::family).toList();
        for (var family : ecs.families()) {
            if (!families.contains(family)) {
                for (var arn : ecs.activeRevisions(family)) {
                    var name = arn.substring(arn.lastIndexOf('/') + 1);
                    add(
                            found,
                            Kind.TASK_DEFINITION,
                            arn,
                            name,
                            ecs.revision(arn).tags());
                }
            }
        }
    }

    private void roles(ParameterStore store, Collection<ResourceNames> known, List<Tagged> found) {
        var names =
                known.stream().map(ResourceNames::service).map(store::roleName).toList();
        for (var role : iam.below(store.rolePath())) {
            if (!names.contains(role.roleName())) {
                add(found, Kind.ROLE, role.arn(), role.roleName(), iam.tags(role.roleName()));
            }
        }
    }

    private void parameters(ParameterStore store, Collection<ResourceNames> known, List<Tagged> found) {
        var names = known.stream().map(ResourceNames::service).toList();
        for (var parameter : ssm.managed(store.prefix())) {
            var path = parameter.substring(store.prefix().length()).split("/", -1);
            if (path.length != 3 || !names.contains(path[0] + "-" + path[1])) {
                var arn = "arn:aws:ssm:" + platforms.current().region() + ":"
                        + platforms.current().account() + ":parameter" + parameter;
                add(found, Kind.PARAMETER, arn, parameter, ssm.tags(parameter));
            }
        }
    }

    private void logGroups(Collection<ResourceNames> known, List<Tagged> found) {
        var names = known.stream().map(ResourceNames::logGroup).toList();
        for (var group : logs.below(LOGS)) {
            if (!names.contains(group.group().name())) {
                add(found, Kind.LOG_GROUP, group.arn(), group.group().name(), logs.tags(group.arn()));
            }
        }
    }
}
