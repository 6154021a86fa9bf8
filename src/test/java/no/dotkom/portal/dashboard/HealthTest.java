package no.dotkom.portal.dashboard;

import static no.dotkom.portal.dashboard.Given.FRESH;
import static no.dotkom.portal.dashboard.Given.NOON;
import static no.dotkom.portal.dashboard.Given.OLD;
import static no.dotkom.portal.dashboard.Given.WEB;
import static no.dotkom.portal.dashboard.Given.environment;
import static no.dotkom.portal.dashboard.Given.seen;
import static no.dotkom.portal.dashboard.Given.service;
import static no.dotkom.portal.dashboard.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.watch.ServicePicture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HealthTest {
    private static final Version LIVE = version(1, Intent.RUN, VersionState.LIVE, WEB);

    /** One row of the table. */
    record Row(
            String what,
            EnvironmentDetails environment,
            @Nullable Status status,
            @Nullable ServicePicture service,
            Freshness picture,
            Health health) {
        @Override
        public String toString() {
            return what + " is " + health;
        }
    }

    static Stream<Row> table() {
        var live = environment(LIVE, LIVE);
        var first = environment(version(1, Intent.RUN, VersionState.RUNNING, WEB), null);
        var next = environment(version(2, Intent.RUN, VersionState.RUNNING, WEB), LIVE);
        var failed = environment(version(2, Intent.RUN, VersionState.FAILED, WEB), LIVE);
        var neverLive = environment(version(1, Intent.RUN, VersionState.FAILED, WEB), null);
        var cancelled = Given.cancelled(version(2, Intent.RUN, VersionState.FAILED, WEB));
        var paused = version(2, Intent.PAUSE, VersionState.LIVE, WEB);
        var pausing = environment(version(2, Intent.PAUSE, VersionState.RUNNING, WEB), LIVE);
        var removing = environment(version(2, Intent.REMOVE, VersionState.RUNNING, WEB), LIVE);
        var fewer = environment(version(2, Intent.RUN, VersionState.RUNNING, WEB.withCount(1)), LIVE);
        var unvisited = new Status(NOON.minusSeconds(200), true, List.of(), 0);
        return Stream.of(
                new Row("live on all tasks", live, seen(0), service(2), FRESH, Health.HEALTHY),
                new Row("live with drift", live, seen(3), service(2), FRESH, Health.HEALTHY),
                new Row("live on too few tasks", live, seen(0), service(1), FRESH, Health.UNHEALTHY),
                new Row(
                        "live since the picture",
                        live,
                        seen(0),
                        service(0, NOON.minusSeconds(61)),
                        FRESH,
                        Health.HEALTHY),
                new Row("live on none", live, seen(0), service(0), FRESH, Health.UNHEALTHY),
                new Row("live, its service not seen yet", live, seen(0), null, FRESH, Health.UNKNOWN),
                new Row("live, its service gone", live, seen(1), null, FRESH, Health.UNHEALTHY),
                new Row("live on an old picture", live, seen(0), service(2), OLD, Health.UNKNOWN),
                new Row("live on too few by an old picture", live, seen(0), service(1), OLD, Health.UNKNOWN),
                new Row("never read", live, seen(0), service(2), new Freshness(null, NOON), Health.UNKNOWN),
                new Row("registered a moment ago", first, null, null, FRESH, Health.PENDING),
                new Row("waiting behind an older visit", next, unvisited, service(2), FRESH, Health.PENDING),
                new Row("on its way", first, seen(0), null, FRESH, Health.DEPLOYING),
                new Row("on its way beside one that serves", next, seen(0), service(2), FRESH, Health.DEPLOYING),
                new Row("on its way while the old one fails", next, seen(0), service(1), FRESH, Health.UNHEALTHY),
                new Row("on its way on an old picture", next, seen(0), service(2), OLD, Health.UNKNOWN),
                new Row("scaling down", fewer, seen(0), service(1), FRESH, Health.DEPLOYING),
                new Row("failed beside one that serves", failed, seen(0), service(2), FRESH, Health.FAILED),
                new Row("failed on an old picture", failed, seen(0), service(2), OLD, Health.FAILED),
                new Row("failed, nothing serves", neverLive, seen(0), null, FRESH, Health.FAILED),
                new Row(
                        "cancelled beside one that serves",
                        environment(cancelled, LIVE),
                        seen(0),
                        service(2),
                        FRESH,
                        Health.HEALTHY),
                new Row(
                        "cancelled before any was live",
                        environment(cancelled, null),
                        seen(0),
                        null,
                        FRESH,
                        Health.PENDING),
                new Row("pausing", pausing, seen(0), service(1), FRESH, Health.DEPLOYING),
                new Row("paused", environment(paused, paused), seen(0), service(0), FRESH, Health.PAUSED),
                new Row(
                        "paused on an old picture",
                        environment(paused, paused),
                        seen(0),
                        service(0),
                        OLD,
                        Health.UNKNOWN),
                new Row("being removed", removing, seen(0), service(0), FRESH, Health.REMOVING),
                new Row("being removed on an old picture", removing, seen(0), service(2), OLD, Health.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("table")
    void anEnvironmentThatIs(Row row) {
        assertThat(Health.of(row.environment(), row.status(), row.service(), row.picture()))
                .isEqualTo(row.health());
    }

    @ParameterizedTest
    @MethodSource("table")
    void nothingIsCalledWellOnAnOldPicture(Row row) {
        assertThat(Health.of(row.environment(), row.status(), row.service(), OLD))
                .isIn(Health.UNKNOWN, Health.FAILED);
    }

    @Test
    void aPictureIsOldAfterTwoMinutes() {
        assertThat(new Freshness(NOON.minusSeconds(120), NOON).old()).isFalse();
        assertThat(new Freshness(NOON.minusSeconds(121), NOON).old()).isTrue();
    }

    @Test
    void theWorstOfSeveralWins() {
        assertThat(Health.worst(List.of(Health.HEALTHY, Health.DEPLOYING, Health.UNHEALTHY, Health.PAUSED)))
                .isEqualTo(Health.UNHEALTHY);
        assertThat(Health.worst(List.of())).isEqualTo(Health.PENDING);
    }

    @Test
    void theWordsStandInTheOrderOfTheDesign() {
        assertThat(Stream.of(Health.values()).map(Health::word))
                .containsExactly(
                        "failed", "unhealthy", "unknown", "deploying", "removing", "pending", "healthy", "paused");
    }

    @Test
    void aShortStopIsNoIllness() {
        // Given
        var settings = new no.dotkom.portal.model.RolloutSettings(60, 30, 20, true);
        var stopping = new no.dotkom.portal.model.EnvironmentSpec(
                WEB.image(), WEB.ingress(), WEB.size(), 2, settings, WEB.architecture(), WEB.variables(), "");
        var next = environment(version(2, Intent.RUN, VersionState.RUNNING, stopping), LIVE);

        // When
        var health = Health.of(next, seen(0), service(0), FRESH);

        // Then
        assertThat(health).isEqualTo(Health.DEPLOYING);
    }
}
