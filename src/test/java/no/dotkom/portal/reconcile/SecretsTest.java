package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.KeptSecret;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.reconcile.port.Surroundings.Kind;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** Secrets from the value that a member gives to the task that gets it, and to nothing being left of it. */
class SecretsTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/needsenv:1.0.0", "grades.localhost");
    private static final String FOLDER = "/evergreen/prod/apps/grades/production/";
    private static final String ROLE = "portal-grades-production";

    /** A version that fails without its variable, and lives by it as a secret. */
    private static EnvironmentId live() {
        var id = loop.register("grades", WEB);
        loop.secret(id, "DATABASE_URL", "postgres://grades:sesame@db/grades");
        loop.withSecrets(id);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        return id;
    }

    private static String value(String name) {
        return loop.world().parts().ssm().value(FOLDER + name).orElse("(none)");
    }

    private static TaskDefinition newest() {
        return loop.world()
                .ecs()
                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                        .taskDefinition("grades-production")
                        .build())
                .taskDefinition();
    }

    @Test
    void aTaskLivesByASecretThatOnlyItsOwnRoleMayRead() {
        // When
        var id = live();

        // Then
        assertThat(newest().executionRoleArn()).isEqualTo("arn:aws:iam::123456789012:role/evergreen-prod/apps/" + ROLE);
        assertThat(newest().containerDefinitions().getFirst().secrets())
                .singleElement()
                .satisfies(secret -> {
                    assertThat(secret.name()).isEqualTo("DATABASE_URL");
                    assertThat(secret.valueFrom()).isEqualTo(FOLDER + "DATABASE_URL");
                });
        assertThat(newest().toString()).doesNotContain("sesame");
        assertThat(Inventory.names(loop.inventory().roles())).containsExactly(ROLE);
        assertThat(Inventory.names(loop.inventory().parameters())).containsExactly(FOLDER + "DATABASE_URL");
        assertThat(loop.door().visit("grades.localhost").status()).isEqualTo(200);
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void anotherValueReachesTasksThatStartAfterIt() {
        // Given
        var id = live();

        // When
        loop.secret(id, "DATABASE_URL", "postgres://grades:other@db/grades");
        var before = newest().revision();
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(value("DATABASE_URL")).contains("other");
        assertThat(newest().revision()).isEqualTo(before);
        assertThat(loop.bean(SecretKeeper.class).of(loop.details(id).ref()))
                .extracting(KeptSecret::version)
                .containsExactly(2L);

        // When
        loop.withSecrets(id);
        loop.settle();

        // Then
        assertThat(newest().revision()).isGreaterThan(before);
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void whatWasTakenAwayStaysUntilNoTaskReadsIt() {
        // Given
        var id = live();
        loop.secret(id, "SPARE", "x");
        loop.withSecrets(id);
        loop.settle();
        var keeper = loop.bean(SecretKeeper.class);

        // When
        keeper.remove(LoopWorld.KARI, loop.details(id).ref(), "SPARE");
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(value("SPARE")).isEqualTo("x");

        // When
        loop.withSecrets(id);
        loop.settle();

        // Then
        assertThat(value("SPARE")).isEqualTo("(none)");
        assertThat(value("DATABASE_URL")).contains("sesame");
        assertThat(loop.status(id).settled()).isTrue();

        // When
        loop.live(Duration.ofMinutes(6));

        // Then
        assertThat(keeper.of(loop.details(id).ref()))
                .extracting(KeptSecret::name)
                .containsExactly("DATABASE_URL");
    }

    @Test
    void whatNoVersionEverHadGoesAtOnce() {
        // Given
        var id = live();
        loop.secret(id, "SPARE", "x");

        // When
        loop.bean(SecretKeeper.class).remove(LoopWorld.KARI, loop.details(id).ref(), "SPARE");
        loop.live(Duration.ofSeconds(10));

        // Then
        assertThat(value("SPARE")).isEqualTo("(none)");
    }

    @Test
    void nothingIsLeftOfAnEnvironmentThatIsRemoved() {
        // Given
        var id = live();
        loop.secret(id, "SPARE", "x");

        // When
        loop.remove(id);
        loop.settle();
        loop.live(Duration.ofMinutes(6));

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().empty()).isTrue();
    }

    @Test
    void aValueThatSomebodyDeletedLetsTheOldTasksServeAndIsTold() {
        // Given
        var id = live();
        loop.world()
                .parts()
                .ssm()
                .deleteParameter(DeleteParameterRequest.builder()
                        .name(FOLDER + "DATABASE_URL")
                        .build());

        // When
        loop.withSecrets(id);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(loop.door().visit("grades.localhost").status()).isEqualTo(200);

        // When
        loop.secret(id, "DATABASE_URL", "postgres://grades:again@db/grades");
        loop.withSecrets(id);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void aRoleThatLostItsPolicyGetsItBackWithTheNextVersion() {
        // Given
        var id = live();
        loop.world()
                .parts()
                .iam()
                .deleteRolePolicy(DeleteRolePolicyRequest.builder()
                        .roleName(ROLE)
                        .policyName("environment")
                        .build());
        loop.live(Duration.ofMinutes(6));
        assertThat(loop.reconciliations().drift(List.of(id)).get(id)).isNotEmpty();

        // When
        loop.withSecrets(id);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void aStrangersParameterIsNotOverwritten() {
        // Given
        var id = loop.register("grades", WEB);
        loop.world()
                .parts()
                .ssm()
                .putParameter(PutParameterRequest.builder()
                        .name(FOLDER + "DATABASE_URL")
                        .value("theirs")
                        .type(ParameterType.SECURE_STRING)
                        .build());

        // When, then
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.secret(id, "DATABASE_URL", "ours"))
                .satisfies(refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(
                                problem -> assertThat(problem.problem().code()).isEqualTo("SECRET-6")));
        assertThat(value("DATABASE_URL")).isEqualTo("theirs");
        loop.remove(id);
        loop.settle();
        loop.live(Duration.ofMinutes(6));
        assertThat(value("DATABASE_URL")).isEqualTo("theirs");
    }

    @Test
    void whatADatabaseDoesNotKnowAnyMoreIsListedAndTakenAwayOnlyWhenAsked() {
        // Given
        live();
        loop.sql().execute("update environment set removed_at = now()");

        // When
        loop.sweep();

        // Then
        assertThat(loop.reconciliations().orphans())
                .extracting(Orphan::kind, Orphan::name)
                .contains(tuple(Kind.ROLE, ROLE), tuple(Kind.PARAMETER, FOLDER + "DATABASE_URL"));
        assertThat(value("DATABASE_URL")).contains("sesame");

        // When
        loop.reconciliations()
                .orphans()
                .forEach(orphan -> loop.reconciliations().takeAway(orphan.arn()));
        loop.sweep();

        // Then
        assertThat(loop.inventory().roles()).isEmpty();
        assertThat(loop.inventory().parameters()).isEmpty();
    }

    @Test
    void aDatabaseThatForgotASecretGoesOnWithItAndAsksForItsValueAtTheNextChange() {
        // Given
        var id = live();
        loop.sql().execute("delete from secret");

        // When
        loop.live(Duration.ofMinutes(6));

        // Then
        assertThat(loop.status(id).settled()).isTrue();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.change(id, loop.version(id, 2).spec().withCount(2)))
                .satisfies(refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(
                                problem -> assertThat(problem.problem().code()).isEqualTo("SECRET-5")));

        // When
        loop.remove(id);
        loop.settle();
        loop.live(Duration.ofMinutes(6));

        // Then
        assertThat(loop.inventory().empty()).isTrue();
    }

    @Test
    void aRefusalNeverRepeatsTheValue() {
        // Given
        var id = loop.register("grades", WEB);
        loop.aws()
                .plan(call -> call.operation().equals("PutParameter")
                        ? new Fault.Refused("ValidationException", 400, "Value sesame is too good")
                        : new Fault.None());

        // When, then
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.secret(id, "DATABASE_URL", "sesame"))
                .satisfies(refused -> assertThat(refused.problems().toString())
                        .contains("SECRET-7", "ValidationException")
                        .doesNotContain("sesame"));
        assertThat(loop.bean(SecretKeeper.class).of(loop.details(id).ref())).isEmpty();
    }
}
