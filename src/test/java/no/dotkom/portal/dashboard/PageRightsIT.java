package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.model.Variables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What pages show and offer to whom. */
class PageRightsIT extends DashboardPages {
    @Autowired
    private Dashboard dashboard;

    @Test
    void aViewerIsOfferedNoChange() {
        var page = page(VIEWER, live().path());
        assertThat(page).bodyText().doesNotContain("method=\"post\"", "/deploy\"", "/remove\"");
    }

    @Test
    void whatOthersRemovedIsAsAbsentAsWhatNeverWas() {
        var gone = live().remove().gone();
        assertThat(page(OLA, gone.path())).hasStatus(404);
        assertThat(page(OLA, gone.path() + "/versions/1")).hasStatus(404);
        assertThat(dashboard.mayFollow(KARI, gone.ref().id())).isTrue();
        assertThat(dashboard.mayFollow(OLA, gone.ref().id())).isFalse();
    }

    @Test
    void thePlatformsPagesAreInTheRailOfAdminsAlone() {
        assertThat(page(ADMIN, "/apps")).bodyText().contains("href=\"/admin/audit\"");
        assertThat(page(KARI, "/apps")).bodyText().doesNotContain("href=\"/admin");
    }

    @Test
    void foreignAndAbsentEnvironmentsAreTheSame() {
        var path = live().path();
        for (var address : List.of("", "/versions/1", "/deployments", "/deployments/compare?from=1&to=1")) {
            assertThat(page(OLA, path + address)).hasStatus(404);
            assertThat(page(OLA, "/apps/nothing/production" + address)).hasStatus(404);
            assertThat(page(KARI, "/apps/No!/x" + address)).hasStatus(404);
        }
        assertThat(page(KARI, path + "/versions/2")).hasStatus(404);
        assertThat(page(KARI, path + "/versions/0")).hasStatus(404);
        assertThat(page(KARI, path + "/versions/99999999999999999999")).hasStatus(404);
        assertThat(page(OLA, path.substring(0, path.lastIndexOf('/')))).hasStatus(404);
    }

    @Test
    void whoMayNotChangeItIsToldNoValuesOfVariables() {
        // Given
        var scene = live();
        var now = apps.find(KARI, scene.ref().id()).orElseThrow();
        var spec = now.latest().spec();
        var greeting = new EnvironmentSpec(
                spec.image(),
                spec.ingress(),
                spec.size(),
                spec.count(),
                spec.rollout(),
                spec.architecture(),
                Variables.of(Map.of("GREETING", "for-developers-alone")),
                "");
        apps.change(KARI, now.ref(), now.generation(), greeting, "");

        // When
        var comparison = scene.path() + "/deployments/compare?from=1&to=2";

        // Then
        assertThat(page(KARI, comparison)).bodyText().contains("GREETING", "for-developers-alone");
        assertThat(page(VIEWER, comparison)).bodyText().contains("GREETING").doesNotContain("for-developers-alone");
    }

    @Test
    void applicationsOfOthersAreNotCounted() {
        // Given
        live();
        var newcomer = new Member(
                UUID.randomUUID(), "Nora Berg", false, new TreeMap<>(Map.of(new TeamSlug("fresh"), Role.VIEWER)));

        // Then
        assertThat(dashboard.count(ADMIN)).isPositive();
        assertThat(dashboard.count(newcomer)).isZero();
    }
}
