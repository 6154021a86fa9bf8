package no.dotkom.portal.localaws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.LocalAws.Parts;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/**
 * Makes the platform as Terraform does, through the model's own operations: load balancer, listeners, zones, and the
 * rules of applications that Terraform owns (below priority 2000, tagged {@code Deployment=terraform}).
 */
final class Terraform {
    static final String PROJECT = "evergreen-prod";
    static final String CLUSTER = PROJECT + "-cluster";
    static final String AUTO_SCALING_GROUP = PROJECT + "-ec2-nodes";
    static final String VPC = "vpc-0e7e46ee10abc0001";

    /** Applications of dotkom.md, table 1. */
    private record Owned(String name, String host, int port, int priority) {}

    private static final List<Owned> OWNED = List.of(
            new Owned("monoweb-prd-web", "online.ntnu.no", 3000, 901),
            new Owned("monoweb-prd-rpc", "rpc.online.ntnu.no", 4444, 1600),
            new Owned("monoweb-prd-dashboard", "dashboard.online.ntnu.no", 3000, 1601),
            new Owned("vengeful-vineyard-prod-server", "api.vinstraff.no", 8000, 1400),
            new Owned("grades-prd-backend", "api.grades.no", 5555, 1100),
            new Owned("grades-prd-frontend", "grades.no", 3000, 1700));

    private static final Tag MINE =
            Tag.builder().key("Deployment").value("terraform").build();
    private static final Tag PLATFORM =
            Tag.builder().key("Project").value(PROJECT).build();

    private final Parts parts;

    Terraform(Parts parts) {
        this.parts = parts;
    }

    Platform apply(List<String> zoneNames) {
        var region = parts.account().region();
        var loadBalancer = loadBalancer(region);
        var certificate = parts.account().arn("acm", "certificate/" + uuid());
        var http = listener(loadBalancer, 80, ProtocolEnum.HTTP, List.of(), toHttps());
        var https = listener(loadBalancer, 443, ProtocolEnum.HTTPS, List.of(certificate), notFound());
        OWNED.forEach(owned -> rule(https, owned));
        return new Platform(
                parts.account().id(),
                region,
                parts.ecr().registry(),
                VPC,
                subnets("public", region),
                subnets("private", region),
                CLUSTER,
                parts.account().arn("ecs", "cluster/" + CLUSTER),
                AUTO_SCALING_GROUP,
                AUTO_SCALING_GROUP,
                parts.autoScaling().arn(),
                loadBalancer.loadBalancerArn(),
                loadBalancer.loadBalancerName(),
                loadBalancer.dnsName(),
                loadBalancer.canonicalHostedZoneId(),
                http,
                https,
                certificate,
                zones(zoneNames),
                parts.iam().addTaskRole(PROJECT + "-ecs-execution"),
                "/%s/apps/".formatted(PROJECT),
                parts.iam().addPolicy(PROJECT + "-apps-boundary", boundary()),
                "127.0.0.2");
    }

    /** What AWS's own policy for the execution of tasks allows, and the secrets of applications. */
    private String boundary() {
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Resource": "*", "Action": [
                    "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
                    "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"]},
                  {"Effect": "Allow", "Resource": "%s*", "Action": "ssm:GetParameters"}]}
                """.formatted(parts.ssm().arn(Platform.SECRETS));
    }

    static List<String> subnets(String kind, String region) {
        return Stream.of("a", "b", "c")
                .map(zone -> "subnet-%s-%s%s".formatted(kind, region, zone))
                .toList();
    }

    private String uuid() {
        var account = parts.account();
        return "%s-%s-%s-%s-%s"
                .formatted(account.hex(8), account.hex(4), account.hex(4), account.hex(4), account.hex(12));
    }

    private LoadBalancer loadBalancer(String region) {
        var made = parts.elbv2()
                .createLoadBalancer(CreateLoadBalancerRequest.builder()
                        .name(PROJECT + "-gateway")
                        .subnets(subnets("public", region))
                        .securityGroups("sg-0a1b2c3d4e5f60001")
                        .tags(MINE, PLATFORM)
                        .build())
                .loadBalancers()
                .getFirst();
        parts.elbv2().place(made.loadBalancerArn(), VPC);
        return made;
    }

    private String listener(
            LoadBalancer loadBalancer, int port, ProtocolEnum protocol, List<String> certificates, Action otherwise) {
        return parts.elbv2()
                .createListener(CreateListenerRequest.builder()
                        .loadBalancerArn(loadBalancer.loadBalancerArn())
                        .port(port)
                        .protocol(protocol)
                        .certificates(certificates.stream()
                                .map(arn -> Certificate.builder()
                                        .certificateArn(arn)
                                        .build())
                                .toList())
                        .defaultActions(otherwise)
                        .tags(MINE, PLATFORM)
                        .build())
                .listeners()
                .getFirst()
                .listenerArn();
    }

    private static Action toHttps() {
        return Action.builder()
                .type(ActionTypeEnum.REDIRECT)
                .redirectConfig(
                        to -> to.protocol("HTTPS").port("443").statusCode(RedirectActionStatusCodeEnum.HTTP_301))
                .build();
    }

    private static Action notFound() {
        return Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(to -> to.statusCode("404")
                        .contentType("text/plain")
                        .messageBody("No application has this host name."))
                .build();
    }

    private void rule(String listener, Owned owned) {
        var group = parts.elbv2()
                .createTargetGroup(CreateTargetGroupRequest.builder()
                        .name(owned.name())
                        .port(owned.port())
                        .protocol(ProtocolEnum.HTTP)
                        .vpcId(VPC)
                        .healthCheckPath("/health")
                        .tags(MINE)
                        .build())
                .targetGroups()
                .getFirst();
        parts.elbv2()
                .createRule(CreateRuleRequest.builder()
                        .listenerArn(listener)
                        .priority(owned.priority())
                        .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values(owned.host())))
                        .actions(a -> a.type(ActionTypeEnum.FORWARD).targetGroupArn(group.targetGroupArn()))
                        .tags(MINE)
                        .build());
    }

    private Map<String, String> zones(List<String> names) {
        var zones = new LinkedHashMap<String, String>();
        names.forEach(name -> zones.put(name, parts.route53().addZone(name)));
        return zones;
    }
}
