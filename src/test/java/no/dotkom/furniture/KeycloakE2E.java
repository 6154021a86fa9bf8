package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.model.TeamSlug;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sign-in with a provider that nobody here wrote: a real Keycloak with its own pages, keys and sessions. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SpringBootTest(
        classes = {FurnitureApplication.class, KeycloakE2E.Mirror.class},
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class KeycloakE2E {
    private static final int PORT = RunningFurniture.freePort();
    private static final String PORTAL = "http://localhost:" + PORT;
    private static final String MIRROR = "/mirror";
    private static final Keycloak KEYCLOAK =
            Keycloak.start(RunningFurniture.freePort(), PORTAL + "/login/oauth2/code/login");
    private static final Duration FRESH = Duration.ofMinutes(5);

    private Browser browser;

    /** What the portal takes the visitor for. */
    @RestController
    static class Mirror {
        record Seen(String name, boolean admin, SortedMap<TeamSlug, Role> teams) {}

        @GetMapping(MIRROR)
        String seen(Member member) {
            return new Seen(member.name(), member.platformAdmin(), member.teams()).toString();
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        var identity = new HashMap<>(RunningFurniture.identity().settings());
        identity.keySet().removeIf(name -> name.startsWith("portal.identity.claim.groups"));
        identity.putAll(Map.of(
                "portal.identity.issuer",
                KEYCLOAK.issuer(),
                "portal.identity.client-id",
                Keycloak.CLIENT,
                "portal.identity.client-secret",
                Keycloak.SECRET,
                "portal.identity.claim.groups[0].group",
                "webkom",
                "portal.identity.claim.groups[0].team",
                "webkom",
                "portal.identity.claim.groups[0].role",
                "developer"));
        RunningFurniture.settings(registry, PORT, identity);
    }

    @BeforeAll
    void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        KEYCLOAK.close();
    }

    private Page signIn(BrowserContext window, String user) {
        var page = window.newPage();
        page.navigate(PORTAL + MIRROR);
        page.getByRole(AriaRole.BUTTON).click();
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#kc-login").click();
        page.waitForURL(PORTAL + MIRROR);
        return page;
    }

    private static String seen(Page page) {
        page.navigate(PORTAL + MIRROR);
        return page.locator("body").innerText();
    }

    @Test
    @Order(1)
    void groupsBecomeTeams() {
        try (var kari = browser.window();
                var ada = browser.window();
                var per = browser.window()) {
            assertThat(seen(signIn(kari, "kari")))
                    .isEqualTo("Seen[name=Kari Nilsen, admin=false, teams={webkom=DEVELOPER}]");
            assertThat(seen(signIn(ada, "ada"))).isEqualTo("Seen[name=Ada Vik, admin=true, teams={}]");
            // A member of a group below another, with a name that begins alike.
            assertThat(seen(signIn(per, "per"))).contains("not a member of a group with access");
        }
    }

    @Test
    @Order(2)
    void keysMayBeWithdrawn() {
        try (var before = browser.window();
                var after = browser.window()) {
            // Given
            var page = signIn(before, "kari");
            var old = KEYCLOAK.keys();

            // When
            KEYCLOAK.rotateKeys();

            // Then
            assertThat(KEYCLOAK.keys()).isNotEmpty().doesNotContainAnyElementsOf(old);
            assertThat(seen(signIn(after, "kari"))).contains("webkom");
            assertThat(seen(page)).contains("webkom");
        }
    }

    @Test
    @Order(3)
    void whoLeavesItsGroupLosesItsTeamWithinFiveMinutes() {
        try (var window = browser.window()) {
            // Given
            var page = signIn(window, "kari");

            // When
            KEYCLOAK.leave("kari", "webkom");
            DemoClock.INSTANCE.advance(FRESH);

            // Then
            assertThat(seen(page)).contains("not a member of a group with access");
        }
    }

    @Test
    @Order(4)
    void whoIsDisabledIsSignedOutWithinFiveMinutes() {
        try (var window = browser.window()) {
            // Given
            var page = signIn(window, "ada");

            // When
            KEYCLOAK.disable("ada");
            DemoClock.INSTANCE.advance(FRESH);

            // Then
            page.navigate(PORTAL + MIRROR);
            assertThat(page.url()).startsWith(PORTAL + "/login");
        }
    }
}
