package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagesIT extends DashboardPages {
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
    void anOverviewSaysWhoServesFirst() {
        // Given
        var scene = live();

        // When
        var page = page(KARI, scene.path());

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("v1 serves all traffic on " + scene.ref().name().app() + ".online.ntnu.no");
    }

    @Test
    void aRolloutShowsItsNineSteps() {
        // Given
        var scene = live().deploy("1.4.2", "search by course code").at(6, "health.running", "1", "2", "41");

        // When
        var page = page(KARI, scene.path() + "/versions/2");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("v1 still serves", "Step 7 of 9", "1 of 2 healthy; grace 0:41 left");
    }

    @Test
    void theVersionsOfAnEnvironmentAreListed() {
        // Given
        var scene = live().deploy("1.4.2", "");

        // When
        var page = page(KARI, scene.path() + "/deployments");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("v2", "Deploying", "v1", "Live");
    }
}
