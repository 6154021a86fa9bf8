package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.DRIFT;
import static no.dotkom.portaldb.Tables.ORPHAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.plan.Setting;
import org.junit.jupiter.api.Test;

/** Drift of one environment and of all, orphans, and what could be adopted. */
class DriftPagesIT extends DashboardPages {
    private static final AsFound LIKE_TERRAFORM = new AsFound("256", "256", "", "", true, true, true, "", 0, 0, 0);

    private void differs(Scene scene, Setting setting, String wanted, String found) {
        sql.insertInto(DRIFT)
                .set(DRIFT.ENVIRONMENT, scene.ref().id().value())
                .set(DRIFT.SETTING, setting.name())
                .set(DRIFT.ABOUT, "")
                .set(DRIFT.WANTED, wanted)
                .set(DRIFT.FOUND, found)
                .set(DRIFT.SINCE, Instant.parse("2026-11-01T11:04:00Z"))
                .execute();
    }

    static Strangers.Adoptable stranger(String service, String host) {
        var image = new ImageRef("123456789012.dkr.ecr.eu-north-1.amazonaws.com", "rif/web", "git-0a1b", null);
        var spec = new EnvironmentSpec(
                image,
                new Ingress.Http(Reach.PUBLIC, List.of(new HostName(host)), 3000, HealthCheck.DEFAULT),
                new Size(256, 256, 256),
                1,
                new RolloutSettings(60, 30, 0, false),
                Architecture.AMD64,
                Variables.NONE,
                "");
        return new Strangers.Adoptable(
                new ResourceNames(service, service, service, service, "/ecs/" + service, "ecs/" + service),
                "terraform",
                "evergreen-prod-gateway",
                spec,
                false,
                LIKE_TERRAFORM,
                new Arn("arn:aws:ecs:eu-north-1:123456789012:task-definition/" + service + ":7"),
                List.of(1000 + Math.abs(service.hashCode() % 900)),
                List.of(new Arn("arn:aws:ecs:eu-north-1:123456789012:service/evergreen/" + service)));
    }

    @Test
    void nothingThatDiffersIsSaidToMatch() {
        var scene = live();
        assertThat(text(page(KARI, scene.path() + "/drift"))).contains("Everything matches. Compared");
    }

    @Test
    void whatDiffersIsToldFieldByField() {
        // Given
        var scene = live().visited(false, 2);
        differs(scene, Setting.COUNT, "2", "4");
        differs(scene, Setting.TARGET_GROUP, "grades-web", "");

        // When
        var page = page(KARI, scene.path() + "/drift");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("2 settings were changed outside the portal")
                .contains("Number of tasks 2 4 1 Nov")
                .contains("Target group grades-web deleted")
                .contains("Apply ours", "Accept theirs");
        assertThat(text(page(KARI, scene.path()))).contains("2 settings were changed outside the portal Compare");
        assertThat(text(page(ADMIN, "/admin/drift")))
                .contains(scene.ref().name().full() + " 2 ");
    }

    @Test
    void whoMayOnlyLookIsOfferedNothing() {
        var scene = live().visited(false, 1);
        differs(scene, Setting.COUNT, "2", "4");
        assertThat(text(page(VIEWER, scene.path() + "/drift"))).doesNotContain("Apply ours", "Accept theirs", "Save");
        for (var action : List.of("ours", "theirs", "policy")) {
            var request = post(scene.path() + "/drift/" + action)
                    .param("expected", "1")
                    .param("policy", "SYNC");
            assertThat(ask(VIEWER, request)).hasStatus(403);
            assertThat(ask(OLA, request)).hasStatus(404);
        }
    }

    @Test
    void acceptingTheirsIsAVersion() {
        // Given
        var scene = live().visited(false, 1);
        differs(scene, Setting.COUNT, "2", "4");

        // When
        var answer = ask(KARI, post(scene.path() + "/drift/theirs").param("expected", "1"));

        // Then
        assertThat(answer).hasStatus(303).hasHeader("Location", scene.path() + "/versions/2");
        assertThat(scene.now().latest().spec().count()).isEqualTo(4);
    }

    @Test
    void whatNoSpecMayHoldIsRefusedInASentence() {
        var scene = live().visited(false, 1);
        differs(scene, Setting.COUNT, "2", "40");
        var answer = ask(KARI, post(scene.path() + "/drift/theirs").param("expected", "1"));
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("What was found cannot be asked for here: The number of tasks is 1 to 10");
    }

    @Test
    void applyingOursIsAVersionOfTheSame() {
        var scene = live().visited(false, 1);
        differs(scene, Setting.COUNT, "2", "4");
        var answer = ask(KARI, post(scene.path() + "/drift/ours").param("expected", "1"));
        assertThat(answer).hasStatus(303).hasHeader("Location", scene.path() + "/versions/2");
        assertThat(scene.now().latest().spec().count()).isEqualTo(2);
    }

    @Test
    void thePolicyIsChosenAndKept() {
        var scene = live();
        var answer = ask(KARI, post(scene.path() + "/drift/policy").param("policy", "UPSERT_ONLY"));
        assertThat(answer).hasStatus(303);
        assertThat(scene.now().policy()).isEqualTo(Policy.UPSERT_ONLY);
        assertThat(ask(KARI, post(scene.path() + "/drift/policy").param("policy", "ANY")))
                .hasStatus(400);
    }

    @Test
    void anOrphanIsListedAndTakenAwayOnlyAfterAQuestion() {
        // Given
        var arn = "arn:aws:elasticloadbalancing:eu-north-1:1:targetgroup/old-web/" + freshName();
        sql.insertInto(ORPHAN)
                .set(ORPHAN.ARN, arn)
                .set(ORPHAN.KIND, "TARGET_GROUP")
                .set(ORPHAN.NAME, "old-web")
                .set(ORPHAN.APP, "old")
                .set(ORPHAN.ENVIRONMENT, "9f3c")
                .set(ORPHAN.SINCE, Instant.now())
                .execute();

        // Then
        assertThat(text(page(ADMIN, "/admin/drift"))).contains("Target group old-web", "Remove");
        assertThat(text(page(ADMIN, "/admin/drift/orphan?arn=" + arn)))
                .contains("Remove old-web", "cannot be brought back");

        // When
        var answer = ask(ADMIN, post("/admin/drift/orphan").param("arn", arn));

        // Then
        assertThat(answer).hasStatus(303).hasHeader("Location", "/admin/drift");
        assertThat(text(page(ADMIN, "/admin/drift"))).contains("is being removed");
    }

    @Test
    void theMaintainersPagesAreForMaintainers() {
        for (var path : List.of("/admin/drift", "/admin/drift/orphan?arn=a", "/admin/adopt", "/admin/adopt/web")) {
            assertThat(page(KARI, path)).as(path).hasStatus(403);
        }
        assertThat(ask(KARI, post("/admin/adopt/web"))).hasStatus(403);
        assertThat(ask(KARI, post("/admin/drift/orphan").param("arn", "a"))).hasStatus(403);
    }

    @Test
    void aServiceOfOthersIsLookedAtAndAdopted() {
        // Given
        stage();
        var name = freshName();
        strangers.know(stranger(name + "-prd-web", name + ".online.ntnu.no"));

        // When
        var form = page(ADMIN, "/admin/adopt/" + name + "-prd-web");

        // Then
        assertThat(text(form)).contains("Adopt " + name + "-prd-web", name + ".online.ntnu.no", "No circuit breaker");
        assertThat(form).bodyText().contains("value=\"" + name + "-web\"", "value=\"production\"");

        // When
        var answer = ask(
                ADMIN,
                post("/admin/adopt/" + name + "-prd-web")
                        .param("name", name + "-web")
                        .param("environment", "production")
                        .param("team", "webkom"));

        // Then
        var path = "/apps/" + name + "-web/production";
        assertThat(answer).hasStatus(303).hasHeader("Location", path + "/adoption");
        assertThat(text(page(ADMIN, path + "/adoption")))
                .contains("is being adopted", "aws ecs tag-resource", "Abandon the adoption");
        assertThat(text(page(KARI, path + "/adoption"))).doesNotContain("Abandon the adoption");
        assertThat(text(page(KARI, "/apps?q=" + name))).contains("Waits for the tags of its adoption");
        assertThat(ask(KARI, post(path + "/adoption/abandon").param("expected", "1")))
                .hasStatus(403);

        // When
        var abandoned = ask(ADMIN, post(path + "/adoption/abandon").param("expected", "1"));

        // Then
        assertThat(abandoned).hasStatus(303).hasHeader("Location", "/admin/adopt");
    }

    @Test
    void wrongAnswersAndWhatWouldBeLostAreToldAndNothingTypedIsLost() {
        // Given
        var name = freshName();
        strangers.know(stranger(name + "-prd-web", name + ".online.ntnu.no"));
        strangers.know(new Strangers.Unfit(name + "-prd-data", "", List.of("volumes")));

        // Then
        var wrong = ask(
                ADMIN,
                post("/admin/adopt/" + name + "-prd-web").param("name", "X").param("team", "webkom"));
        assertThat(wrong).hasStatus(422);
        assertThat(wrong).bodyText().contains("value=\"X\"", "value=\"webkom\"");
        assertThat(text(wrong)).contains("Name must be 3 to 24 characters");
        assertThat(text(page(ADMIN, "/admin/adopt/" + name + "-prd-data"))).contains("no words for volumes");
        assertThat(page(ADMIN, "/admin/adopt/nobody")).hasStatus(404);
    }

    @Test
    void whenAwsIsSilentNothingIsAdopted() {
        strangers.fallSilent(true);
        try {
            assertThat(text(page(ADMIN, "/admin/adopt/any-prd-web"))).contains("AWS did not answer in time");
        } finally {
            strangers.fallSilent(false);
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedFor() {
        strangers.hang(true);
        try {
            var asked = Instant.now();
            assertThat(text(page(ADMIN, "/admin/adopt/any-prd-web"))).contains("AWS did not answer in time");
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(6));
        } finally {
            strangers.hang(false);
        }
    }
}
