package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.plan.HostRule;
import org.junit.jupiter.api.Test;

/** Which hosts lead to an application, and for whom. */
class HostsTest extends ServingTests {
    @Test
    void otherHostsChangeTheRuleInPlace() {
        // Given
        var id = settled(WEB);
        var deployments = deployments();

        // When
        loop.change(id, Specs.with(WEB, Specs.ingress(Reach.PUBLIC, "karakterer.localhost")));
        loop.settle();

        // Then
        assertThat(loop.aws().writes()).containsExactly("ModifyRule");
        assertThat(deployments()).isEqualTo(deployments);
        assertThat(seen("karakterer.localhost")).startsWith("200");
        assertThat(seen("grades.localhost")).startsWith("404");
    }

    @Test
    void platformExposureLetsOnlyThePlatformIn() {
        // When
        settled(Specs.with(WEB, Specs.ingress(Reach.PLATFORM, "grades.localhost")));

        // Then
        var egress = loop.world().platform().egressAddress();
        assertThat(loop.door().visit("grades.localhost", "/", egress).status()).isEqualTo(200);
        assertThat(seen("grades.localhost")).startsWith("404");
    }

    @Test
    void moreHostsThanARuleHoldsTakeASecondRule() {
        // Given
        var hosts = new String[] {
            "a.localhost", "b.localhost", "c.localhost", "d.localhost", "e.localhost", "f.localhost", "g.localhost"
        };
        assertThat(hosts.length).isGreaterThan(HostRule.MOST_VALUES);

        // When
        var id = settled(Specs.web("demo/healthy:1.0.0", hosts));

        // Then
        assertThat(Inventory.names(loop.inventory().rules()))
                .containsExactlyInAnyOrder(
                        "3000 [a.localhost, b.localhost, c.localhost, d.localhost, e.localhost]",
                        "3001 [f.localhost, g.localhost]");
        assertThat(hosts).allSatisfy(host -> assertThat(seen(host)).startsWith("200"));

        // When
        loop.change(id, Specs.with(WEB, Specs.ingress(Reach.PUBLIC, "g.localhost")));
        loop.settle();

        // Then
        assertThat(Inventory.names(loop.inventory().rules())).containsExactly("3000 [g.localhost]");
        assertThat(seen("g.localhost")).startsWith("200");
        assertThat(seen("f.localhost")).startsWith("404");
    }

    @Test
    void aHostWithoutAWildcardGetsARecordAndLosesItAgain() {
        // Given
        var id = settled(Specs.with(WEB, Specs.ingress(Reach.PUBLIC, "grades.apps.example.no")));
        assertThat(loop.inventory().records()).containsExactly("grades.apps.example.no. A");

        // When
        loop.change(id, WEB);
        loop.settle();

        // Then
        assertThat(loop.inventory().records()).isEmpty();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void aServerThatBecomesAWorkerLetsGoOfItsRuleAndTargetGroup() {
        // Given
        var id = settled(WEB);

        // When
        loop.change(id, Specs.worker("demo/worker:1.0.0"));
        loop.settle();
        loop.live(Duration.ofSeconds(60));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.inventory().counts()).isEqualTo(List.of(1, 0, 0, 1, 0));

        // When
        loop.change(id, WEB);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("grades.localhost")).startsWith("200");
    }
}
