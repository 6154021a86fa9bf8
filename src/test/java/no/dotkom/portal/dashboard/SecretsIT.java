package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.Adoption;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Secrets;
import org.junit.jupiter.api.Test;

/** The page of an environment's secrets: how far each has come, and who may change it. */
class SecretsIT extends SecretsPages {
    @Test
    void aSecretGoesFromItsFirstValueToTheTasksAndAwayAgain() {
        // Given
        var scene = live();
        assertThat(page(scene))
                .contains("No secrets yet.", "nobody sees it again")
                .doesNotContain("Take away");

        // When
        var stored = set(scene, "DATABASE_URL", "postgres://u:p@db/grades");

        // Then
        assertThat(stored).hasStatus(303).hasHeader("Location", scene.path() + "/secrets");
        assertThat(secrets.value(scene.ref().name(), "DATABASE_URL")).isEqualTo("postgres://u:p@db/grades");
        assertThat(page(scene))
                .contains("DATABASE_URL value 1", "Kari Nilsen", "Not deployed yet")
                .contains(
                        "1 changed secret is not in the running tasks yet.",
                        "Deploy " + scene.ref().name().app());

        // When
        var deployed = deploy(scene);

        // Then
        assertThat(deployed).hasStatus(303).hasHeader("Location", scene.path() + "/versions/2");
        assertThat(scene.now().latest().spec().secrets()).isEqualTo(Secrets.of(List.of("DATABASE_URL")));
        assertThat(page(scene)).contains("On its way with v2").doesNotContain("not in the running tasks");

        // When
        scene.replaced(Instant.now());

        // Then
        assertThat(page(scene)).contains("In the running tasks").doesNotContain("not in the running tasks");

        // When
        send(KARI, scene, "/remove", Map.of("name", "DATABASE_URL"));

        // Then
        assertThat(page(scene))
                .contains(
                        "Taken away, goes with the next deployment",
                        "1 changed secret is not in",
                        "Give a value again");
        assertThat(deploy(scene)).hasStatus(303);
        assertThat(scene.now().latest().spec().secrets()).isEqualTo(Secrets.NONE);
        assertThat(page(scene)).contains("Taken away, deleted once no task needs it");
    }

    @Test
    void anotherValueIsToldUntilTasksStartWithIt() {
        // Given
        var scene = live();
        set(scene, "API_KEY", "one");
        deploy(scene);
        scene.replaced(Instant.now());

        // When
        set(scene, "API_KEY", "two");

        // Then
        assertThat(page(scene))
                .contains("value 2", "Changed since the running tasks started", "1 changed secret is not in");
        assertThat(deploy(scene)).hasStatus(303);
        assertThat(page(scene)).contains("On its way with v3");
    }

    @Test
    void whatWasTakenAwayGoesWithAnyDeployment() {
        // Given
        var scene = live();
        set(scene, "OLD", "x");
        deploy(scene);
        scene.replaced(Instant.now());

        // When
        send(KARI, scene, "/remove", Map.of("name", "OLD"));
        set(scene, "FRESH", "y");
        scene.deploy("1.4.2", "");

        // Then
        assertThat(scene.now().latest().spec().secrets()).isEqualTo(Secrets.of(List.of("FRESH")));
    }

    @Test
    void aPausedApplicationIsSaidToStart() {
        // Given
        var scene = live().pause().live();

        // When
        set(scene, "A", "x");

        // Then
        assertThat(page(scene)).contains("the application is paused, and deploying starts it.");
    }

    @Test
    void whoMayOnlyLookSeesTheNamesAndWhichRightIsMissing() {
        // Given
        var scene = live();
        set(scene, "DATABASE_URL", "x");

        // Then
        assertThat(text(page(VIEWER, scene.path() + "/secrets")))
                .contains("DATABASE_URL", "value 1", "You need the role developer in webkom")
                .doesNotContain("Replace value", "Take away");
        assertThat(body(page(VIEWER, scene.path() + "/secrets"))).doesNotContain("<textarea", "/secrets/deploy");
        for (var below : List.of("", "/file", "/remove", "/deploy")) {
            assertThat(send(VIEWER, scene, below, Map.of("name", "B", "value", "y", "expected", "1")))
                    .as(below)
                    .hasStatus(403);
            assertThat(send(OLA, scene, below, Map.of("name", "B", "value", "y", "expected", "1")))
                    .as(below)
                    .hasStatus(404);
        }
        assertThat(page(OLA, scene.path() + "/secrets")).hasStatus(404);
        assertThat(page(KARI, "/apps/nowhere/production/secrets")).hasStatus(404);
        assertThat(keeper.of(scene.ref()))
                .singleElement()
                .satisfies(kept -> assertThat(kept.name()).isEqualTo("DATABASE_URL"));
    }

    @Test
    void anothersDeploymentMeanwhileIsToldAndNothingIsDeployed() {
        // Given
        var scene = live();
        set(scene, "A", "x");
        scene.deploy("1.4.2", "");

        // When
        var answer = send(KARI, scene, "/deploy", Map.of("expected", "1"));

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("Kari Nilsen changed this at", "v2 is the newest now.");
        assertThat(scene.now().generation().number()).isEqualTo(2);
    }

    @Test
    void whereThePlatformHasNoPlaceForThemThatIsSaid() {
        // Given
        var scene = live();

        // When
        var page = withoutSecrets(() -> page(KARI, scene.path() + "/secrets"));
        var refused = withoutSecrets(() -> set(scene, "A", CANARY));

        // Then
        assertThat(text(page)).contains("This platform has no place for secrets yet.", "Ask a platform maintainer");
        assertThat(body(page)).doesNotContain("<textarea");
        assertThat(refused).hasStatus(422);
        assertThat(text(refused)).contains("This platform has no place for secrets yet.");
    }

    @Test
    void anAdoptedOneKeepsItsExecutionRoleAndSaysWhatToDo() {
        // Given
        var app = freshName();
        var stranger = DriftPagesIT.stranger(app + "-prd-web", app + ".online.ntnu.no");
        var name = new EnvironmentName(new AppName(app), new EnvironmentSlug("production"));
        apps.adopt(ADMIN, new Adoption(name, WEBKOM, stranger));
        var path = "/apps/" + app + "/production";

        // Then
        assertThat(text(page(KARI, path + "/secrets"))).contains("It is being adopted");
        var answer = ask(KARI, post(path + "/secrets").param("name", "A").param("value", CANARY));
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("It is being adopted").doesNotContain("sesame");
    }

    @Test
    void whoChangedWhichIsOnRecord() {
        // Given
        var scene = live();

        // When
        set(scene, "DATABASE_URL", CANARY);
        send(KARI, scene, "/remove", Map.of("name", "DATABASE_URL"));

        // Then
        var deeds = sql.selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.ENVIRONMENT.eq(scene.ref().id().value()), AUDIT_EVENT.ACTION.startsWith("secret."))
                .orderBy(AUDIT_EVENT.ID)
                .fetch();
        assertThat(deeds)
                .extracting(deed -> deed.getAction() + " " + deed.getDetail())
                .containsExactly("secret.set DATABASE_URL", "secret.remove DATABASE_URL");
        assertThat(text(page(KARI, scene.path() + "/activity")))
                .contains("gave a secret a value DATABASE_URL", "took a secret away DATABASE_URL");
    }
}
