package no.dotkom.portal.dashboard.secrets;

import java.time.Instant;
import java.util.List;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of an environment, without their values, which nobody here has.
 *
 * @param obstacle why this reader can change none of it now, or null
 * @param closed why none can be given a value whoever asks, or null
 */
public record SecretsView(
        Situation now,
        List<Row> rows,
        @Nullable Problem obstacle,
        @Nullable Problem closed) {
    /** @param version counts its values */
    public record Row(String name, long version, String changedBy, Instant changedAt, SecretState state) {
        public boolean removed() {
            return state == SecretState.TAKEN || state == SecretState.LEAVING;
        }
    }

    public String path() {
        return now.path() + "/secrets";
    }

    /** How many the running tasks have not, or have otherwise. */
    public long pending() {
        return rows.stream().filter(row -> row.state().pending()).count();
    }

    public boolean has(String name) {
        return rows.stream().anyMatch(row -> row.name().equals(name));
    }

    /** True where a value may be given. */
    public boolean open() {
        return obstacle == null && closed == null;
    }
}
