package no.dotkom.portal.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.localaws.LocalAws;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;

/**
 * Everything AWS holds, read past the clients and their faults: ours by tag, and all else word by word. A record has no
 * tags, so all records are ours here that a test did not plant.
 *
 * @param tasks of every service, as many as are to run
 * @param foreign what is not ours, with tags and attributes, as text that is the same if and only if nothing changed
 */
public record Inventory(
        List<Ours> services,
        List<Ours> revisions,
        List<Ours> targetGroups,
        List<Ours> rules,
        List<Ours> logGroups,
        List<Ours> certificates,
        List<Ours> roles,
        List<Ours> parameters,
        List<String> records,
        int tasks,
        Map<String, String> foreign) {

    /** A resource of ours: its name (a rule's is its priority and hosts) and its tags. */
    public record Ours(String name, Map<String, String> tags) {}

    public static Inventory of(LocalAws world) {
        return world.parts().lag().lifted(() -> new Reader(world).read());
    }

    /** Nothing by tag in any service, and no record. */
    public boolean empty() {
        return services.isEmpty()
                && revisions.isEmpty()
                && targetGroups.isEmpty()
                && rules.isEmpty()
                && logGroups.isEmpty()
                && certificates.isEmpty()
                && roles.isEmpty()
                && parameters.isEmpty()
                && records.isEmpty();
    }

    /** Services, target groups, rules, log groups, records. */
    public List<Integer> counts() {
        return List.of(services.size(), targetGroups.size(), rules.size(), logGroups.size(), records.size());
    }

    public List<Ours> all() {
        var all = new ArrayList<Ours>(services);
        all.addAll(revisions);
        all.addAll(targetGroups);
        all.addAll(rules);
        all.addAll(logGroups);
        all.addAll(certificates);
        all.addAll(roles);
        all.addAll(parameters);
        return all;
    }

    public static List<String> names(List<Ours> resources) {
        return resources.stream().map(Ours::name).toList();
    }

    private static final class Reader {
        private final LocalAws world;
        private final Map<String, String> foreign = new TreeMap<>();

        Reader(LocalAws world) {
            this.world = world;
        }

        Inventory read() {
            return new Inventory(
                    services(),
                    revisions(),
                    targetGroups(),
                    rules(),
                    logGroups(),
                    certificates(),
                    roles(),
                    parameters(),
                    records(),
                    tasks(),
                    foreign);
        }

        /** Those that are to run. */
        private int tasks() {
            return world.ecs()
                    .listTasks(ListTasksRequest.builder()
                            .cluster(world.platform().cluster())
                            .build())
                    .taskArns()
                    .size();
        }

        private void sort(List<Ours> ours, String key, String name, Map<String, String> tags, Object text) {
            if ("container-portal".equals(tags.get("managed-by"))) {
                ours.add(new Ours(name, tags));
            } else {
                foreign.put(key, text + " " + tags);
            }
        }

        private List<Ours> services() {
            var ours = new ArrayList<Ours>();
            var cluster = world.platform().cluster();
            var arns = world.ecs()
                    .listServices(ListServicesRequest.builder()
                            .cluster(cluster)
                            .maxResults(100)
                            .build())
                    .serviceArns();
            for (var arn : arns) {
                var service = world.ecs()
                        .describeServices(DescribeServicesRequest.builder()
                                .cluster(cluster)
                                .services(arn)
                                .include(ServiceField.TAGS)
                                .build())
                        .services()
                        .getFirst();
                var tags = new LinkedHashMap<String, String>();
                service.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
                sort(ours, arn, service.serviceName(), tags, service.taskDefinition() + service.desiredCount());
            }
            return ours;
        }

        private List<Ours> revisions() {
            var ours = new ArrayList<Ours>();
            var arns = world.ecs()
                    .listTaskDefinitions(ListTaskDefinitionsRequest.builder()
                            .status("ACTIVE")
                            .build())
                    .taskDefinitionArns();
            for (var arn : arns) {
                var described = world.ecs()
                        .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                                .taskDefinition(arn)
                                .include(TaskDefinitionField.TAGS)
                                .build());
                var tags = new LinkedHashMap<String, String>();
                described.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
                sort(ours, arn, arn.substring(arn.lastIndexOf('/') + 1), tags, described.taskDefinition());
            }
            return ours;
        }

        private Map<String, String> elbTags(String arn) {
            var tags = new LinkedHashMap<String, String>();
            world.parts()
                    .elbv2()
                    .describeTags(
                            DescribeTagsRequest.builder().resourceArns(arn).build())
                    .tagDescriptions()
                    .getFirst()
                    .tags()
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
            return tags;
        }

        private List<Ours> targetGroups() {
            var ours = new ArrayList<Ours>();
            var elb = world.parts().elbv2();
            for (var group : elb.describeTargetGroups(
                            DescribeTargetGroupsRequest.builder().build())
                    .targetGroups()) {
                var arn = group.targetGroupArn();
                var attributes = elb.describeTargetGroupAttributes(DescribeTargetGroupAttributesRequest.builder()
                        .targetGroupArn(arn)
                        .build());
                // Which load balancers name it is told by their rules.
                var text = group.toBuilder().loadBalancerArns(List.of()).build();
                sort(ours, arn, group.targetGroupName(), elbTags(arn), text + " " + attributes.attributes());
            }
            return ours;
        }

        private List<Ours> rules() {
            var ours = new ArrayList<Ours>();
            var elb = world.parts().elbv2();
            for (var listener : elb.describeListeners(DescribeListenersRequest.builder()
                            .loadBalancerArn(world.platform().loadBalancerArn())
                            .build())
                    .listeners()) {
                foreign.put(listener.listenerArn(), listener.toString());
                for (var rule : elb.describeRules(DescribeRulesRequest.builder()
                                .listenerArn(listener.listenerArn())
                                .build())
                        .rules()) {
                    var hosts = rule.conditions().stream()
                            .filter(condition -> condition.hostHeaderConfig() != null)
                            .flatMap(condition -> condition.hostHeaderConfig().values().stream())
                            .toList();
                    sort(ours, rule.ruleArn(), rule.priority() + " " + hosts, elbTags(rule.ruleArn()), rule);
                }
            }
            return ours;
        }

        private List<Ours> logGroups() {
            var ours = new ArrayList<Ours>();
            var logs = world.parts().logs();
            for (var group : logs.describeLogGroups(
                            DescribeLogGroupsRequest.builder().build())
                    .logGroups()) {
                var tags = logs.listTagsForResource(ListTagsForResourceRequest.builder()
                                .resourceArn(group.logGroupArn())
                                .build())
                        .tags();
                sort(ours, group.logGroupArn(), group.logGroupName(), tags, group.retentionInDays());
            }
            return ours;
        }

        private List<Ours> certificates() {
            var ours = new ArrayList<Ours>();
            var acm = world.parts().acm();
            for (var certificate : acm.listCertificates(
                            ListCertificatesRequest.builder().build())
                    .certificateSummaryList()) {
                var arn = certificate.certificateArn();
                var tags = new LinkedHashMap<String, String>();
                acm.listTagsForCertificate(ListTagsForCertificateRequest.builder()
                                .certificateArn(arn)
                                .build())
                        .tags()
                        .forEach(tag -> tags.put(tag.key(), tag.value()));
                sort(ours, arn, certificate.domainName(), tags, certificate);
            }
            return ours;
        }

        private List<Ours> roles() {
            var ours = new ArrayList<Ours>();
            var iam = world.parts().iam();
            for (var role : iam.listRoles(ListRolesRequest.builder().build()).roles()) {
                var tags = new LinkedHashMap<String, String>();
                iam.listRoleTags(ListRoleTagsRequest.builder()
                                .roleName(role.roleName())
                                .build())
                        .tags()
                        .forEach(tag -> tags.put(tag.key(), tag.value()));
                sort(ours, role.arn(), role.roleName(), tags, role);
            }
            return ours;
        }

        /** Without their values, which nobody compares. */
        private List<Ours> parameters() {
            var ours = new ArrayList<Ours>();
            var ssm = world.parts().ssm();
            for (var parameter : ssm.describeParameters(
                            DescribeParametersRequest.builder().maxResults(50).build())
                    .parameters()) {
                var tags = new LinkedHashMap<String, String>();
                ssm.listTagsForResource(software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest.builder()
                                .resourceType(ResourceTypeForTagging.PARAMETER)
                                .resourceId(parameter.name())
                                .build())
                        .tagList()
                        .forEach(tag -> tags.put(tag.key(), tag.value()));
                sort(ours, parameter.arn(), parameter.name(), tags, parameter);
            }
            return ours;
        }

        /** All but what every zone has. */
        private List<String> records() {
            var records = new ArrayList<String>();
            for (var zone : world.platform().zones().values()) {
                world.parts()
                        .route53()
                        .listResourceRecordSets(ListResourceRecordSetsRequest.builder()
                                .hostedZoneId(zone)
                                .build())
                        .resourceRecordSets()
                        .forEach(set -> {
                            if (set.typeAsString().equals("NS")
                                    || set.typeAsString().equals("SOA")) {
                                foreign.put(zone + set.name() + set.type(), set.toString());
                            } else {
                                records.add(set.name() + " " + set.type());
                            }
                        });
            }
            return records;
        }
    }
}
