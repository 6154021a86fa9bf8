package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeSet;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/** Tests with an application of one name, {@code grades}, that visitors ask for. */
abstract class ServingTests extends LoopTests {
    static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    static final String OLD = "200 Hello from demo/healthy:1.0.0";

    static EnvironmentId serving() {
        var id = loop.register("grades", WEB);
        loop.settle();
        assertThat(seen()).isEqualTo(OLD);
        return id;
    }

    static EnvironmentId settled(EnvironmentSpec spec) {
        var id = loop.register("grades", spec);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        loop.aws().forgetCalls();
        return id;
    }

    static String seen() {
        return seen("grades.localhost");
    }

    static String seen(String host) {
        return loop.door().visit(host).brief();
    }

    /** All that visitors saw, two seconds apart, until the newest version had come to its end. */
    static TreeSet<String> seenUntilTheEnd(EnvironmentId id) {
        var seen = new TreeSet<String>();
        var patience = 400;
        loop.round();
        while (loop.state(id) == VersionState.RUNNING) {
            assertThat(patience--).as("rounds left").isPositive();
            seen.add(seen());
            loop.advance(Duration.ofSeconds(2));
            loop.round();
        }
        seen.add(seen());
        return seen;
    }

    static Service service() {
        return loop.world()
                .ecs()
                .describeServices(DescribeServicesRequest.builder()
                        .cluster(loop.world().platform().cluster())
                        .services("grades-production")
                        .build())
                .services()
                .getFirst();
    }

    static String runs() {
        return service().taskDefinition();
    }

    static int deployments() {
        return loop.world()
                .ecs()
                .listServiceDeployments(ListServiceDeploymentsRequest.builder()
                        .cluster(loop.world().platform().cluster())
                        .service("grades-production")
                        .build())
                .serviceDeployments()
                .size();
    }
}
