package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.reconcile.port.Surroundings.Kind;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What others do to secrets and their role, and what AWS or the database lost of them. */
class SecretFaultsTest extends SecretTests {
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
    void aRoleWhoseBoundaryWasLoosenedIsAStrangers() {
        // Given
        var id = live();
        loop.world()
                .parts()
                .iam()
                .deleteRolePermissionsBoundary(DeleteRolePermissionsBoundaryRequest.builder()
                        .roleName(ROLE)
                        .build());

        // When
        loop.withSecrets(id);
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(loop.status(id).waits())
                .filteredOn(wait -> wait.code().equals("OWN-1"))
                .singleElement()
                .satisfies(wait -> assertThat(wait.values()).containsEntry("name", ROLE));
        assertThat(loop.door().visit("grades.localhost").status()).isEqualTo(200);
    }

    @Test
    void aRevisionThatCiClonedKeepsItsSecrets() {
        // Given
        var id = live();
        var ecs = loop.world().ecs();
        var revision = ecs.registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .family(newest().family())
                        .networkMode(newest().networkMode())
                        .requiresCompatibilities(newest().requiresCompatibilities())
                        .executionRoleArn(newest().executionRoleArn())
                        .runtimePlatform(newest().runtimePlatform())
                        .containerDefinitions(newest().containerDefinitions().getFirst().toBuilder()
                                .image(Specs.image("demo/needsenv:1.1.0").toString())
                                .build())
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
        ecs.updateService(UpdateServiceRequest.builder()
                .cluster(loop.world().platform().cluster())
                .service("grades-production")
                .taskDefinition(revision)
                .build());

        // When
        loop.live(Duration.ofMinutes(6));

        // Then
        var now = loop.details(id).latest();
        assertThat(now.source()).isEqualTo("outside");
        assertThat(now.spec().secrets().names()).containsExactly("DATABASE_URL");
        assertThat(now.asFound().executionRole()).isEmpty();
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
