package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.Test;

/** The list of applications. */
class ApplicationsIT extends DashboardPages {
    @Test
    void theFirstPageIsTheList() {
        assertThat(page(KARI, "/")).hasStatus(303).hasHeader("Location", "/apps");
    }

    @Test
    void theListShowsAnEnvironmentWithItsHealth() {
        // Given
        var scene = live();

        // When
        var page = page(KARI, "/apps?q=" + scene.ref().name().app());

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("Healthy", "v1", "2/2", "Kari Nilsen", "webkom");
    }

    @Test
    void theListIsFilteredByHealthAndCountsWhatItLeavesOut() {
        // Given
        var well = live();
        var name = well.ref().name().app().value();
        stage().register(name, "staging", name + "-staging.online.ntnu.no", 1);

        // When
        var page = page(KARI, "/apps?q=" + name + "&health=pending");

        // Then
        assertThat(text(page))
                .contains("staging", "v1 waits for its turn", "All 2", "Healthy 1", "1 application, 1 environment.");
        assertThat(page).bodyText().doesNotContain("id=\"app-" + well.ref().id() + "\"");
    }

    @Test
    void theListIsFilteredByDomain() {
        var scene = live();
        var page = page(KARI, "/apps?q=" + scene.ref().name().app() + ".ONLINE");
        assertThat(page).bodyText().contains("id=\"app-" + scene.ref().id() + "\"");
        assertThat(text(page(KARI, "/apps?q=no-such-thing"))).contains("Nothing here matches.");
    }

    @Test
    void onlyTheListIsDrawnForAFilterThatHtmxAsksFor() {
        live();
        var request = get("/apps").header("HX-Request", "true").header("HX-Request-Type", "partial");
        assertThat(ask(KARI, request)).bodyText().startsWith("<div id=\"list\"").doesNotContain("<html");
    }

    @Test
    void whoHasNothingIsShownTheWayToTheFirst() {
        var page = page(OLA, "/apps");
        assertThat(text(page)).contains("No applications yet. Register the first one.");
        assertThat(page).bodyText().contains("href=\"/apps/new\"");
    }

    @Test
    void anAdminSeesEverybodysAndAMemberOnlyTheirOwn() {
        var scene = live();
        var row = "id=\"app-" + scene.ref().id() + "\"";
        assertThat(page(ADMIN, "/apps")).bodyText().contains(row);
        assertThat(page(OLA, "/apps")).bodyText().doesNotContain(row);
        assertThat(page(KARI, "/apps?whose=all")).bodyText().contains(row);
        assertThat(page(OLA, "/apps?whose=all")).bodyText().doesNotContain(row);
    }

    @Test
    void anApplicationLeadsToItsProduction() {
        // Given
        var scene = live();
        var name = scene.ref().name().app().value();
        stage().register(name, "alpha", name + "-alpha.online.ntnu.no", 1);

        // When
        var page = page(KARI, "/apps/" + name);

        // Then
        assertThat(page).hasStatus(303).hasHeader("Location", scene.path());
    }
}
