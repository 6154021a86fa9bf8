package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.dotkom.portal.apps.KeptSecret;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.dashboard.secrets.SecretState;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Secrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretStateTest {
    private static Version version(long number, VersionState state, String secret) {
        return Given.version(number, Intent.RUN, state, Given.WEB.withSecrets(Secrets.of(List.of(secret))));
    }

    /** What the versions name, and how many seconds ago things were; the newest version is 132 seconds old. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                // removed, newest, its state, live, value given, oldest task made
                "true,  IT,    LIVE,    IT,    500, 100,  TAKEN",
                "true,  OTHER, RUNNING, IT,    500, 300,  LEAVING",
                "true,  OTHER, LIVE,    OTHER, 500, 100,  LEAVING",
                "false, OTHER, LIVE,    OTHER, 50,  100,  NEW",
                "false, IT,    LIVE,    IT,    500, 100,  RUNNING",
                "false, IT,    LIVE,    IT,    50,  100,  CHANGED",
                "false, IT,    LIVE,    IT,    50,  none, WAITING",
                "false, IT,    RUNNING, OTHER, 200, 300,  UNDERWAY",
                "false, IT,    RUNNING, none,  200, none, UNDERWAY",
                "false, IT,    RUNNING, OTHER, 50,  300,  CHANGED",
                "false, IT,    RUNNING, IT,    500, 300,  RUNNING",
                "false, IT,    RUNNING, IT,    200, 300,  UNDERWAY",
                "false, IT,    FAILED,  OTHER, 200, 300,  NEW",
                "false, IT,    FAILED,  IT,    200, 300,  CHANGED",
                "false, IT,    FAILED,  none,  200, none, NEW"
            })
    void aSecretIsWhereItsTasksAre(
            boolean removed,
            String newest,
            VersionState state,
            @Nullable String live,
            int given,
            @Nullable Integer oldest,
            SecretState expected) {
        // Given
        var latest = version(2, state, newest);
        var before = live == null ? null : version(1, VersionState.LIVE, live);
        var environment = Given.environment(latest, state == VersionState.LIVE ? latest : before);
        var secret = new KeptSecret("IT", 3, "Kari", Given.NOON.minusSeconds(given), removed);

        // When
        var found = SecretState.of(secret, environment, oldest == null ? null : Given.NOON.minusSeconds(oldest));

        // Then
        assertThat(found).isEqualTo(expected);
    }
}
