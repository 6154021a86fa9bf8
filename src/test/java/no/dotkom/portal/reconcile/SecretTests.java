package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** An environment that lives by a secret. */
abstract class SecretTests extends LoopTests {
    static final EnvironmentSpec WEB = Specs.web("demo/needsenv:1.0.0", "grades.localhost");
    static final String FOLDER = "/evergreen/prod/apps/grades/production/";
    static final String ROLE = "portal-grades-production";

    /** A version that fails without its variable, and lives by it as a secret. */
    static EnvironmentId live() {
        var id = loop.register("grades", WEB);
        loop.secret(id, "DATABASE_URL", "postgres://grades:sesame@db/grades");
        loop.withSecrets(id);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        return id;
    }

    static String value(String name) {
        return loop.world().parts().ssm().value(FOLDER + name).orElse("(none)");
    }

    static TaskDefinition newest() {
        return loop.world()
                .ecs()
                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                        .taskDefinition("grades-production")
                        .build())
                .taskDefinition();
    }
}
