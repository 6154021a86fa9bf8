package no.dotkom.portal.reconcile;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.LocalAws;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/**
 * Dotkom's estate as its Terraform module {@code evergreen-service} makes it (dotkom.md §2): the services of table 1
 * that have an EC2 size, by plain calls and with Terraform's tags. Hosts lie below a zone of local AWS.
 */
public final class Estate {
    private static final String DEPLOYMENT = "Deployment";
    private static final String TERRAFORM = "terraform";

    /**
     * One row of the table.
     *
     * @param app and {@code environment}: what it is called here once it is adopted
     * @param check {@code curl}, {@code true}, or empty for none
     * @param variables names of some of its variables
     */
    public record Row(
            String service,
            String app,
            String environment,
            List<String> hosts,
            int port,
            String path,
            int timeout,
            String check,
            int units,
            int count,
            String architecture,
            int priority,
            List<String> variables) {}

    public static final List<Row> ROWS = List.of(
            row("monoweb-prd-web", "monoweb-web", "production", "online", 3000, 1024, 2, "ARM64", 901),
            new Row(
                    "monoweb-prd-rpc",
                    "monoweb-rpc",
                    "production",
                    hosts("rpc.online"),
                    4444,
                    "/health",
                    29,
                    "curl",
                    1024,
                    1,
                    "ARM64",
                    1600,
                    List.of("DATABASE_URL", "AWS_REGION", "AWS_S3_BUCKET", "AWS_RDS_CERTIFICATE_AUTHORITY")),
            row(
                    "monoweb-prd-dashboard",
                    "monoweb-dashboard",
                    "production",
                    "dashboard.online",
                    3000,
                    512,
                    1,
                    "ARM64",
                    1601),
            row(
                    "vengeful-vineyard-prod-server",
                    "vengeful-vineyard",
                    "production",
                    "api.vinstraff",
                    8000,
                    256,
                    1,
                    "X86_64",
                    1400),
            row("monoweb-prd-brevduen", "brevduen", "production", "brevduen.online", 4433, 128, 1, "ARM64", 1900),
            row("monoweb-prd-rif", "rif", "production", "interesse.online", 3000, 128, 1, "ARM64", 1100),
            row(
                    "monoweb-prd-invoicification",
                    "invoicification",
                    "production",
                    "faktura.online",
                    3000,
                    128,
                    1,
                    "ARM64",
                    1500),
            row(
                    "monoweb-prd-kvittering-backend",
                    "kvittering",
                    "production",
                    "api.kvittering.online",
                    5000,
                    512,
                    1,
                    "X86_64",
                    1800),
            django("grades-prod-server", "grades-server", hosts("api.grades"), 8081, 128, 1200),
            django("grades-prod-web", "grades-web", hosts("grades", "www.grades"), 3000, 256, 1300),
            row("monoweb-stg-web", "monoweb-web", "staging", "staging.online", 3000, 256, 1, "ARM64", 900),
            row("monoweb-stg-rpc", "monoweb-rpc", "staging", "rpc.staging.online", 4444, 256, 1, "ARM64", 1550),
            row(
                    "monoweb-stg-dashboard",
                    "monoweb-dashboard",
                    "staging",
                    "dashboard.staging.online",
                    3000,
                    256,
                    1,
                    "ARM64",
                    1650),
            row("monoweb-stg-rif", "rif", "staging", "interesse.staging.online", 3000, 128, 1, "ARM64", 1150),
            row(
                    "monoweb-stg-invoicification",
                    "invoicification",
                    "staging",
                    "faktura.staging.online",
                    3000,
                    128,
                    1,
                    "ARM64",
                    1551),
            row("monoweb-stg-brevduen", "brevduen", "staging", "brevduen.staging.online", 4433, 128, 1, "ARM64", 1850),
            row("voting-prod-server", "voting", "production", "api.vedtatt.online", 4000, 128, 1, "ARM64", 1701),
            new Row(
                    "monoweb-prod-gatus",
                    "gatus",
                    "production",
                    hosts("status.online"),
                    8080,
                    "/health",
                    5,
                    "",
                    128,
                    1,
                    "ARM64",
                    801,
                    List.of()));

    private final LocalAws world;

    public Estate(LocalAws world) {
        this.world = world;
    }

    private static Row row(
            String service,
            String app,
            String environment,
            String host,
            int port,
            int units,
            int count,
            String architecture,
            int priority) {
        var variables = List.of("DOPPLER_ENVIRONMENT", "SENTRY_DSN");
        return new Row(
                service,
                app,
                environment,
                hosts(host),
                port,
                "/health",
                5,
                "curl",
                units,
                count,
                architecture,
                priority,
                variables);
    }

    private static Row django(String service, String app, List<String> hosts, int port, int units, int priority) {
        var variables = List.of("GRADESTATS_DB_HOST");
        return new Row(
                service, app, "production", hosts, port, "/", 5, "true", units, 1, "X86_64", priority, variables);
    }

    private static List<String> hosts(String... names) {
        return Stream.of(names).map(name -> name + ".apps.example.no").toList();
    }

    /** Makes all of it, on nodes enough. The few rules that the local platform begins with give way to it. */
    public void make() {
        clear();
        var nodes = world.parts().nodes();
        for (var zone : List.of("a", "b", "c")) {
            nodes.add("t4g.medium", "arm64", world.platform().region() + zone);
            nodes.add("t4g.medium", "arm64", world.platform().region() + zone);
            nodes.add("t3.medium", "x86_64", world.platform().region() + zone);
        }
        ROWS.forEach(this::make);
    }

    private void clear() {
        var elb = world.parts().elbv2();
        var rules = elb.describeRules(DescribeRulesRequest.builder()
                        .listenerArn(world.platform().httpsListenerArn())
                        .build())
                .rules();
        rules.stream()
                .filter(rule -> !rule.isDefault())
                .forEach(rule -> elb.deleteRule(
                        DeleteRuleRequest.builder().ruleArn(rule.ruleArn()).build()));
        elb.describeTargetGroups(DescribeTargetGroupsRequest.builder().build())
                .targetGroups()
                .forEach(group -> elb.deleteTargetGroup(DeleteTargetGroupRequest.builder()
                        .targetGroupArn(group.targetGroupArn())
                        .build()));
    }

    private void make(Row row) {
        var group = targetGroup(row);
        rule(row, group);
        logGroup(row);
        var revision = revision(row);
        world.ecs()
                .createService(CreateServiceRequest.builder()
                        .cluster(world.platform().cluster())
                        .serviceName(row.service())
                        .taskDefinition(revision)
                        .desiredCount(row.count())
                        .launchType(LaunchType.EC2)
                        .healthCheckGracePeriodSeconds(60)
                        .loadBalancers(balancer -> balancer.targetGroupArn(group)
                                .containerName(row.service())
                                .containerPort(row.port()))
                        .tags(tag -> tag.key(DEPLOYMENT).value(TERRAFORM))
                        .build());
        row.hosts().forEach(this::record);
    }

    private String targetGroup(Row row) {
        var elb = world.parts().elbv2();
        var group = elb.createTargetGroup(CreateTargetGroupRequest.builder()
                        .name(row.service())
                        .protocol("HTTP")
                        .port(row.port())
                        .vpcId(world.platform().vpcId())
                        .targetType("instance")
                        .healthCheckPath(row.path())
                        .healthCheckTimeoutSeconds(row.timeout())
                        .healthCheckIntervalSeconds(30)
                        .healthyThresholdCount(3)
                        .unhealthyThresholdCount(3)
                        .matcher(matcher -> matcher.httpCode("200"))
                        .tags(tag -> tag.key(DEPLOYMENT).value(TERRAFORM))
                        .build())
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        elb.modifyTargetGroupAttributes(ModifyTargetGroupAttributesRequest.builder()
                .targetGroupArn(group)
                .attributes(attribute ->
                        attribute.key("deregistration_delay.timeout_seconds").value("0"))
                .build());
        return group;
    }

    private void rule(Row row, String group) {
        world.parts()
                .elbv2()
                .createRule(CreateRuleRequest.builder()
                        .listenerArn(world.platform().httpsListenerArn())
                        .priority(row.priority())
                        .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values(row.hosts())))
                        .actions(a -> a.type("forward").targetGroupArn(group))
                        .tags(tag -> tag.key(DEPLOYMENT).value(TERRAFORM))
                        .build());
    }

    private static String group(Row row) {
        return "/ecs/evergreen/" + row.service();
    }

    private void logGroup(Row row) {
        var logs = world.parts().logs();
        logs.createLogGroup(CreateLogGroupRequest.builder()
                .logGroupName(group(row))
                .tags(Map.of(DEPLOYMENT, TERRAFORM))
                .build());
        logs.putRetentionPolicy(PutRetentionPolicyRequest.builder()
                .logGroupName(group(row))
                .retentionInDays(30)
                .build());
    }

    private String revision(Row row) {
        return world.ecs()
                .registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .family(row.service())
                        .networkMode("bridge")
                        .requiresCompatibilitiesWithStrings("EC2")
                        .cpu(Integer.toString(row.units()))
                        .memory(Integer.toString(row.units()))
                        .executionRoleArn(world.parts().iam().addTaskRole("ecsTaskExecutionRole"))
                        .taskRoleArn(world.parts().iam().addTaskRole(row.service() + "-ecs-task-role"))
                        .runtimePlatform(platform ->
                                platform.operatingSystemFamily("LINUX").cpuArchitecture(row.architecture()))
                        .containerDefinitions(container -> {
                            container
                                    .name(row.service())
                                    .image(Specs.image("demo/healthy:git-0a1b2c3")
                                            .toString())
                                    .essential(true)
                                    .cpu(row.units())
                                    .memory(row.units())
                                    .portMappings(port -> port.containerPort(row.port())
                                            .hostPort(0)
                                            .protocol("tcp"))
                                    .environment(row.variables().stream()
                                            .map(name -> KeyValuePair.builder()
                                                    .name(name)
                                                    .value("of " + row.service())
                                                    .build())
                                            .toList())
                                    .logConfiguration(log -> log.logDriver("awslogs")
                                            .options(Map.of(
                                                    "awslogs-group", group(row),
                                                    "awslogs-region",
                                                            world.platform().region(),
                                                    "awslogs-stream-prefix", "ecs/evergreen/" + row.service())));
                            if (!row.check().isEmpty()) {
                                container.healthCheck(check -> check.command("CMD-SHELL", command(row)));
                            }
                        })
                        .tags(tag -> tag.key(DEPLOYMENT).value(TERRAFORM))
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
    }

    private static String command(Row row) {
        return row.check().equals("true") ? "true" : "curl -f http://0.0.0.0:%d/health || exit 1".formatted(row.port());
    }

    private void record(String host) {
        world.parts()
                .route53()
                .changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(world.platform().zone("apps.example.no"))
                        .changeBatch(batch -> batch.changes(change -> change.action("CREATE")
                                .resourceRecordSet(set -> set.name(host)
                                        .type("A")
                                        .aliasTarget(target -> target.dnsName(
                                                        world.platform().loadBalancerDnsName())
                                                .hostedZoneId(world.platform().loadBalancerZoneId())
                                                .evaluateTargetHealth(false)))))
                        .build());
    }
}
