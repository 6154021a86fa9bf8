package no.dotkom.portal.localaws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import no.dotkom.portal.localaws.LocalAws;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Hundreds of simulated runs a minute need thousands of calls a second; the bound is a tenth of what was measured. */
@Tag("alone")
class SpeedTest {
    private static final int CALLS = 3_000;

    @Test
    void thousandsOfCallsPassInASecond() {
        // Given
        var world = LocalAws.virtual(1);
        var ssm = Clients.of(SsmClient.builder(), world.dispatch());
        var elb = Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
        ssm.putParameter(r -> r.name("/a").value("1").type("String"));
        call(ssm, elb, CALLS);
        var begun = Instant.now();
        // When
        call(ssm, elb, CALLS);
        // Then
        var took = Duration.between(begun, Instant.now());
        System.out.printf("%d calls in %d ms%n", 2 * CALLS, took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    private static void call(SsmClient ssm, ElasticLoadBalancingV2Client elb, int times) {
        for (int n = 0; n < times; n++) {
            ssm.getParameter(r -> r.name("/a"));
            elb.describeTargetGroups(r -> r.names("monoweb-prd-web"));
        }
    }
}
