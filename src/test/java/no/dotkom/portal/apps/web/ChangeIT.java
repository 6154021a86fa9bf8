package no.dotkom.portal.apps.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Variables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ChangeIT extends AppsPages {
    private static final Map<String, String> FIRST = Map.of("expected", "1");

    @Autowired
    private FakeLookUps registry;

    @Autowired
    private Wishes wishes;

    private static String at(String name, String page) {
        return "/apps/" + name + "/staging/" + page;
    }

    private String live() {
        var name = registered();
        var environment = staging(name);
        wishes.live(environment.ref().id(), environment.generation());
        return name;
    }

    @Test
    void aNewImageIsANewVersion() {
        var name = registered();
        assertThat(page(KARI, at(name, "deploy")))
                .hasStatusOk()
                .bodyText()
                .contains("Deploy " + name, "v1 asks for", IMAGE)
                .doesNotContain("??");
        var form = Map.of("expected", "1", "image", "ghcr.io/dotkom/web:1.5.0");
        assertThat(send(KARI, at(name, "versions"), form))
                .hasStatus(303)
                .hasHeader("Location", "/apps/" + name + "/staging/versions/2");
        assertThat(send(KARI, at(name, "versions"), form))
                .hasHeader("Location", "/apps/" + name + "/staging/versions/2");
        assertThat(staging(name).latest().spec().image().tag()).isEqualTo("1.5.0");
    }

    @Test
    void theNewestTagsAreOfferedAndChoosingOneFillsTheFieldIn() {
        // Given
        var name = registered();

        // Then
        assertThat(page(KARI, at(name, "deploy/images")))
                .hasStatusOk()
                .bodyText()
                .contains("1.9-rc", "will be deleted", "arm64", "182 MB", "deploy?image=ghcr.io/dotkom/web:2.0\"")
                .doesNotContain("??");
        assertThat(page(KARI, at(name, "deploy"))).bodyText().contains("deploy/images", "Show them");
        assertThat(page(KARI, at(name, "deploy?image=ghcr.io/dotkom/web:2.0&tags=true")))
                .bodyText()
                .contains("value=\"ghcr.io/dotkom/web:2.0\"", "1.9-rc");
        assertThat(page(OLA, at(name, "deploy/images"))).hasStatus(404);
    }

    @Test
    void theSameImageAgainIsLookedUpAnew() {
        var name = live();
        assertThat(send(KARI, at(name, "versions"), Map.of("expected", "1", "image", IMAGE)))
                .hasHeader("Location", "/apps/" + name + "/staging/versions/2");
        assertThat(staging(name).latest().digest()).isNull();
        assertThat(staging(name).latest().containerGeneration().number()).isEqualTo(2);
    }

    @Test
    void whatAFailedVersionChangedBesideItsImageIsSaidBeforeItIsDeployedAgain() {
        // Given
        var name = live();
        var environment = staging(name);
        var larger = environment.latest().spec().withCount(3);
        apps.change(KARI, environment.ref(), environment.generation(), larger, "");
        var before = page(KARI, at(name, "deploy"));
        var second = staging(name);
        wishes.failed(second.ref().id(), second.generation(), Problem.of("CAP-1"));

        // When
        var after = page(KARI, at(name, "deploy"));

        // Then
        assertThat(before).bodyText().doesNotContain("v2 failed");
        assertThat(after)
                .hasStatusOk()
                .bodyText()
                .contains("v2 failed. The next version keeps all else that v2 changed since v1:")
                .contains("/versions/1/rollback")
                .doesNotContain("??");
    }

    @Test
    void anImageThatIsNotThereStaysInTheFormWithItsReason() {
        var name = registered();
        for (var image : Map.of(
                        "ghcr.io/dotkom/web:gone", "The image ghcr.io/dotkom/web:gone does not exist",
                        "ghcr.io/dotkom/web:arm", "The image is built for arm64; this app runs on amd64.",
                        "ghcr.io/evil/web:1", "The nodes may not pull ghcr.io/evil/web:1.",
                        "Not An Image", "Image must be registry/path:tag")
                .entrySet()) {
            assertThat(send(KARI, at(name, "versions"), Map.of("expected", "1", "image", image.getKey())))
                    .hasStatus(422)
                    .bodyText()
                    .contains(image.getValue(), "value=\"" + image.getKey() + "\"");
        }
        assertThat(staging(name).generation().number()).isEqualTo(1);
    }

    @Test
    void pauseAndResumeAreVersions() {
        var name = live();
        assertThat(send(KARI, at(name, "pause"), FIRST)).hasHeader("Location", "/apps/" + name + "/staging/versions/2");
        assertThat(send(KARI, at(name, "pause"), FIRST)).hasHeader("Location", "/apps/" + name + "/staging/versions/2");
        assertThat(staging(name).intent()).isEqualTo(Intent.PAUSE);
        assertThat(page(KARI, at(name, "settings"))).bodyText().contains("/staging/resume", "It is paused");
        assertThat(send(KARI, at(name, "resume"), Map.of("expected", "2")))
                .hasHeader("Location", "/apps/" + name + "/staging/versions/3");
        assertThat(staging(name).intent()).isEqualTo(Intent.RUN);
    }

    @Test
    void whatAnotherChangedMeanwhileIsToldBeforeAnythingIsPaused() {
        var name = registered();
        send(BOTH, at(name, "retry"), FIRST);
        assertThat(send(KARI, at(name, "pause"), FIRST))
                .hasStatus(422)
                .bodyText()
                .contains("Nothing was changed", "Bo changed this at ", "Look at " + name + "-staging again");
        assertThat(staging(name).intent()).isEqualTo(Intent.RUN);
    }

    @Test
    void tryAgainSentTwiceTriesOnce() {
        var name = registered();
        for (var time = 0; time < 2; time++) {
            assertThat(send(KARI, at(name, "retry"), FIRST))
                    .hasHeader("Location", "/apps/" + name + "/staging/versions/2");
        }
        assertThat(staging(name).generation().number()).isEqualTo(2);
    }

    @Test
    void cancelStaysOnTheRollout() {
        var name = registered();
        assertThat(send(KARI, at(name, "versions/1/cancel"), Map.of()))
                .hasStatus(303)
                .hasHeader("Location", "/apps/" + name + "/staging/versions/1");
        assertThat(staging(name).latest().cancelled()).isTrue();
        assertThat(send(VIEWER, at(name, "versions/1/cancel"), Map.of())).hasStatus(403);
    }

    @Test
    void rollingBackShowsWhatDiffersAndIsAnOrdinaryVersion() {
        var name = live();
        send(KARI, at(name, "versions"), Map.of("expected", "1", "image", "ghcr.io/dotkom/web:1.5.0"));
        assertThat(page(KARI, at(name, "versions/1/rollback")))
                .hasStatusOk()
                .bodyText()
                .contains("Deploy v1 again", "Comes back", "Does not", "database contents", "web:1.5.0", "web:1.4.2")
                .doesNotContain("??", "disabled");
        assertThat(send(KARI, at(name, "versions/1/rollback"), Map.of("expected", "2")))
                .hasHeader("Location", "/apps/" + name + "/staging/versions/3");
        assertThat(send(KARI, at(name, "versions/1/rollback"), Map.of("expected", "2")))
                .hasHeader("Location", "/apps/" + name + "/staging/versions/3");
        assertThat(staging(name).latest().spec().image().tag()).isEqualTo("1.4.2");
        assertThat(page(KARI, at(name, "versions/9/rollback"))).hasStatus(404);
        assertThat(page(KARI, at(name, "versions/x/rollback"))).hasStatus(404);
        assertThat(page(OLA, at(name, "versions/1/rollback"))).hasStatus(404);
    }

    @Test
    void anImageThatIsGoneIsNotRolledBackToHoweverItIsAsked() {
        // Given
        var name = live();
        send(KARI, at(name, "versions"), Map.of("expected", "1", "image", "ghcr.io/dotkom/web:taken-back"));
        send(KARI, at(name, "versions"), Map.of("expected", "2", "image", "ghcr.io/dotkom/web:1.5.0"));

        // When
        registry.delete("taken-back");

        // Then
        assertThat(send(KARI, at(name, "versions/2/rollback"), Map.of("expected", "3")))
                .hasStatus(422)
                .bodyText()
                .contains("The image of v2 is no longer in the registry.");
        assertThat(staging(name).generation().number()).isEqualTo(3);
    }

    @Test
    void whatServesInOneEnvironmentIsPromotedDigestForDigest() {
        // Given
        var name = live();
        wishes.pin(staging(name).ref().id(), staging(name).generation(), "sha256:" + "0a".repeat(32));
        var staging = staging(name);
        var spec = staging.latest().spec();
        var other = new EnvironmentName(staging.ref().name().app(), new EnvironmentSlug("production"));
        var variables = Variables.of(Map.of("DATABASE_URL", "postgres://prod"));
        var wanted = new EnvironmentSpec(
                spec.image().pinnedTo("sha256:" + "0b".repeat(32)),
                new Ingress.None(),
                spec.size(),
                2,
                spec.rollout(),
                spec.architecture(),
                variables,
                "");
        apps.register(KARI, new Registration(other, staging.ref().team(), wanted, name + "-production"));

        // When
        var page = page(KARI, "/apps/" + name + "/production/promote/staging");

        // Then
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("Promote to " + name + " (production)", "production differs from staging", "DATABASE_URL")
                .contains("@sha256:0a0a0a0a<", "@sha256:0b0b0b0b<")
                .doesNotContain("??");

        // When
        var form = Map.of("expected", "1", "version", "1");
        var sent = send(KARI, "/apps/" + name + "/production/promote/staging", form);

        // Then
        assertThat(sent).hasHeader("Location", "/apps/" + name + "/production/versions/2");
        assertThat(send(KARI, "/apps/" + name + "/production/promote/staging", form))
                .hasHeader("Location", "/apps/" + name + "/production/versions/2");
        var made = apps.find(KARI, other.app(), other.slug()).orElseThrow().latest();
        assertThat(made.spec().image()).isEqualTo(staging.latest().image());
        assertThat(made.spec().image().pinned()).isTrue();
        assertThat(made.spec().count()).isEqualTo(2);
        assertThat(made.spec().variables()).isEqualTo(variables);
        assertThat(made.reason()).isEqualTo("Promoted from staging v1");
        assertThat(send(VIEWER, "/apps/" + name + "/production/promote/staging", form))
                .hasStatus(403);
        assertThat(page(OLA, "/apps/" + name + "/production/promote/staging")).hasStatus(404);
        assertThat(page(KARI, "/apps/" + name + "/production/promote/production"))
                .hasStatus(404);
        // Nothing serves in production yet.
        assertThat(page(KARI, "/apps/" + name + "/staging/promote/production")).hasStatus(404);
    }

    @Test
    void removalNamesWhatGoesAndAsksForTheNameWhereItServes() {
        var name = live();
        assertThat(page(KARI, at(name, "remove")))
                .hasStatusOk()
                .bodyText()
                .contains(name + "-staging.online.ntnu.no stops answering", "1 task stops", "Deletes the service")
                .contains("Type " + name + "-staging to confirm", "/apps/" + name + "-staging stays until")
                .contains("the name " + name + " becomes free")
                .doesNotContain("??");
        assertThat(send(KARI, at(name, "remove"), Map.of("expected", "1", "confirm", name)))
                .hasStatus(422)
                .bodyText()
                .contains("<title>Error: ", "href=\"#confirm\"", "Type " + name + "-staging to confirm.");
        assertThat(staging(name).intent()).isEqualTo(Intent.RUN);
        var confirmed = Map.of("expected", "1", "confirm", name + "-staging", "keepLogs", "true");
        for (var time = 0; time < 2; time++) {
            assertThat(send(KARI, at(name, "remove"), confirmed))
                    .hasStatus(303)
                    .hasHeader("Location", "/apps/" + name + "/staging");
        }
        assertThat(staging(name).intent()).isEqualTo(Intent.REMOVE);
        assertThat(apps.wish(staging(name).ref()).keepLogs()).isTrue();
        assertThat(page(KARI, at(name, "settings"))).bodyText().contains("It is being removed");
    }

    @Test
    void whatNeverServedIsRemovedWithoutTyping() {
        var name = registered();
        assertThat(page(KARI, at(name, "remove"))).bodyText().doesNotContain("id=\"confirm\"");
        assertThat(send(KARI, at(name, "remove"), FIRST)).hasStatus(303);
        assertThat(staging(name).latest().state()).isEqualTo(VersionState.RUNNING);
    }

    @Test
    void removingIsNotForThoseWhoOnlyLook() {
        var name = registered();
        assertThat(page(VIEWER, at(name, "remove")))
                .hasStatusOk()
                .bodyText()
                .contains("You need the role developer in webkom.", "disabled");
        assertThat(send(VIEWER, at(name, "remove"), FIRST)).hasStatus(403);
        assertThat(send(OLA, at(name, "remove"), FIRST)).hasStatus(404);
    }
}
