package no.dotkom.portal.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import no.dotkom.portal.localaws.LocalAws.Ports;
import no.dotkom.portal.localaws.LocalAws.Settings;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The platform that is there before anybody comes. */
class LocalAwsTest {
    @Test
    void terraformsPlatformIsThere() {
        // Given
        var world = LocalAws.virtual(
                Settings.seeded(1).manifest(p -> "{\"listener\":\"%s\"}".formatted(p.httpsListenerArn())));
        var elb = Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
        // When
        var balancer = elb.describeLoadBalancers(r -> r.names("evergreen-prod-gateway"))
                .loadBalancers()
                .getFirst();
        var listeners = elb.describeListeners(r -> r.loadBalancerArn(balancer.loadBalancerArn()))
                .listeners();
        var rules = elb.describeRules(r -> r.listenerArn(world.platform().httpsListenerArn()))
                .rules();
        // Then
        assertThat(balancer.canonicalHostedZoneId()).isEqualTo("Z23TAZ6LKFMNIO");
        assertThat(balancer.vpcId()).isEqualTo(world.platform().vpcId());
        assertThat(listeners)
                .extracting(l -> l.port() + " " + l.protocolAsString())
                .containsExactlyInAnyOrder("80 HTTP", "443 HTTPS");
        assertThat(rules)
                .extracting(Rule::priority)
                .containsExactly("901", "1100", "1400", "1600", "1601", "1700", "default");
        assertThat(elb.describeTags(r -> r.resourceArns(rules.getFirst().ruleArn()))
                        .tagDescriptions()
                        .getFirst()
                        .tags())
                .contains(Tag.builder().key("Deployment").value("terraform").build());
    }

    @Test
    void theManifestIsPublished() {
        // Given
        var world = LocalAws.virtual(Settings.seeded(1)
                .manifest(p -> "{\"cluster\":\"%s\",\"filler\":\"%s\"}".formatted(p.cluster(), "x".repeat(5000))));
        // When
        var read = Clients.of(SsmClient.builder(), world.dispatch()).getParameter(r -> r.name(Platform.MANIFEST));
        // Then
        assertThat(read.parameter().value()).contains("evergreen-prod-cluster");
    }

    @Test
    void theRoleOfTasksAndTheBoundaryOfApplicationsAreThere() {
        // Given
        var world = LocalAws.virtual(1);
        var iam = Clients.of(IamClient.builder(), world.dispatch());
        // When
        var role = iam.getRole(r -> r.roleName("evergreen-prod-ecs-execution")).role();
        var bounded = iam.createRole(r -> r.roleName("shop")
                .path(world.platform().taskRolePath())
                .assumeRolePolicyDocument(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .permissionsBoundary(world.platform().boundaryArn()));
        // Then
        assertThat(role.arn()).isEqualTo(world.platform().executionRoleArn());
        assertThat(bounded.role().arn()).isEqualTo("arn:aws:iam::123456789012:role/evergreen-prod/apps/shop");
    }

    @Test
    void theSameSeedMakesTheSameWorld() {
        assertThat(LocalAws.virtual(5).platform()).isEqualTo(LocalAws.virtual(5).platform());
        assertThat(LocalAws.virtual(5).platform())
                .isNotEqualTo(LocalAws.virtual(6).platform());
    }

    @Test
    void aServedWorldListensAndItsTimeCanBeMoved() throws Exception {
        try (var world = LocalAws.served(Settings.seeded(1), Ports.free());
                var route53 = Clients.over(Route53Client.builder(), world.endpoint())) {
            // Given
            var before = world.clock().instant();
            // When
            var zones = route53.listHostedZones().hostedZones();
            world.advance(Duration.ofHours(1));
            // Then
            assertThat(zones).extracting(zone -> zone.name()).containsExactly("apps.example.no.", "example.no.");
            assertThat(world.clock().instant()).isAfter(before.plus(Duration.ofHours(1)));
        }
    }
}
