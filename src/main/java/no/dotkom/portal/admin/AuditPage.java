package no.dotkom.portal.admin;

import java.util.List;
import no.dotkom.portal.audit.FullEntry;
import no.dotkom.portal.model.EnvironmentName;
import org.jspecify.annotations.Nullable;

/**
 * Deeds of the whole platform, the last first.
 *
 * @param first true when it is the first page
 * @param below the deed that the next page begins below, or null at the end
 */
public record AuditPage(
        List<Row> rows, boolean first, @Nullable Long below) {
    /** One deed. @param environment to which it was done, also when it was removed since; null where there is none */
    public record Row(FullEntry deed, @Nullable EnvironmentName environment) {
        /** {@code member}, {@code portal}, or {@code others} whom nobody knows by name. */
        public String by() {
            return deed.outside() && deed.actorName().isEmpty() ? "others" : deed.ofTheLoop() ? "portal" : "member";
        }

        /** Of the version that it was about, or of the environment; null where there is neither. */
        public @Nullable String href() {
            if (environment == null) {
                return null;
            }
            var path = "/apps/" + environment.app() + "/" + environment.slug();
            return deed.generation() != null && deed.action().startsWith("version.")
                    ? path + "/versions/" + deed.generation()
                    : path;
        }
    }

    public AuditPage {
        rows = List.copyOf(rows);
    }
}
