package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.dotkom.portal.apps.KeptSecret;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.VersionState;
import org.junit.jupiter.api.Test;

/** Secrets from the value that a member gives to the task that gets it, and to nothing being left of it. */
class SecretsTest extends SecretTests {
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
    void aRoleIsUsedOnceAwsSeesItEverywhereAndTheStepsSaySo() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        loop.secret(id, "DATABASE_URL", "postgres://grades:sesame@db/grades");
        loop.withSecrets(id);
        var made = loop.world().clock().instant();

        // When
        loop.live(Duration.ofSeconds(12));

        // Then
        assertThat(Inventory.names(loop.inventory().roles())).containsExactly(ROLE);
        assertThat(newest().containerDefinitions().getFirst().secrets()).isEmpty();
        assertThat(loop.reconciliations()
                        .steps(id, loop.details(id).generation())
                        .get(1))
                .satisfies(resources -> {
                    assertThat(resources.state()).isEqualTo(RolloutStep.State.RUNNING);
                    assertThat(resources.arguments()).containsExactly("3", "4");
                });

        // When
        loop.settle();

        // Then
        assertThat(newest().registeredAt()).isAfterOrEqualTo(made.plusSeconds(15));
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }
}
