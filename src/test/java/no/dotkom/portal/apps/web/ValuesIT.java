package no.dotkom.portal.apps.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Variables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Values of variables are for those who may change them (security.md A32): others learn their names. */
class ValuesIT extends AppsPages {
    private static final String VALUE = "for-developers-alone";

    @Autowired
    private Wishes wishes;

    private static EnvironmentSpec greeting(EnvironmentSpec spec, Ingress ingress) {
        return new EnvironmentSpec(
                spec.image(),
                ingress,
                spec.size(),
                spec.count(),
                spec.rollout(),
                spec.architecture(),
                Variables.of(Map.of("GREETING", VALUE)),
                "");
    }

    /** Version 1 serves, version 2 has a value and failed. */
    private String failed() {
        var name = registered();
        var first = staging(name);
        wishes.live(first.ref().id(), first.generation());
        var spec = first.latest().spec();
        apps.change(KARI, first.ref(), first.generation(), greeting(spec, spec.ingress()), "");
        var second = staging(name);
        wishes.failed(second.ref().id(), second.generation(), Problem.of("CAP-1"));
        return name;
    }

    private void onlyNamesAreForViewers(String path) {
        assertThat(page(KARI, path)).hasStatusOk().bodyText().contains("GREETING", VALUE);
        assertThat(page(VIEWER, path))
                .hasStatusOk()
                .bodyText()
                .contains("GREETING")
                .doesNotContain(VALUE);
    }

    @Test
    void whatAFailedVersionKeepsIsToldWithoutValues() {
        onlyNamesAreForViewers("/apps/" + failed() + "/staging/deploy");
    }

    @Test
    void whatRollingBackChangesIsToldWithoutValues() {
        onlyNamesAreForViewers("/apps/" + failed() + "/staging/versions/1/rollback");
    }

    @Test
    void whatPromotionLeavesDifferentIsToldWithoutValues() {
        // Given
        var name = registered();
        var staging = staging(name);
        wishes.pin(staging.ref().id(), staging.generation(), "sha256:" + "0a".repeat(32));
        wishes.live(staging.ref().id(), staging.generation());
        var spec = staging.latest().spec();
        var production = new EnvironmentName(staging.ref().name().app(), new EnvironmentSlug("production"));
        var wanted = greeting(spec, new Ingress.None());
        apps.register(KARI, new Registration(production, staging.ref().team(), wanted, name + "-production"));

        // Then
        onlyNamesAreForViewers("/apps/" + name + "/production/promote/staging");
    }

    /** A team is chosen by who has several, and typed by an admin who has none. */
    @Test
    void whoHasNoTeamToRegisterForIsAskedForNone() {
        assertThat(page(VIEWER, "/apps/new")).bodyText().doesNotContain("name=\"team\"");
    }
}
