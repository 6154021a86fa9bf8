package no.dotkom.portal.dashboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, the last first, for 30 days.
 *
 * @param first true when it is the first page
 * @param older the address of the next page, or null at the end
 * @param newest id of the newest deed, which the page's live part counts from
 */
public record ActivityView(
        Situation now,
        List<Situation> tabs,
        Choice choice,
        List<Row> rows,
        boolean first,
        @Nullable String older,
        long newest) {
    /**
     * What is shown.
     *
     * @param all every environment of the application, not this one alone
     * @param by {@code members}, {@code others}, or empty for both
     */
    public record Choice(boolean all, String by) {
        public static final Choice FIRST = new Choice(false, "");

        @Nullable Boolean outside() {
            return by.isEmpty() ? null : by.equals("others");
        }

        String query() {
            return (all ? "&of=all" : "") + (by.isEmpty() ? "" : "&by=" + by);
        }
    }

    /**
     * One deed.
     *
     * @param who a name, or empty where nobody knows
     * @param byTheLoop the portal did it by itself
     * @param environment its slug
     * @param href the version it made, or null
     * @param detail what was said with it, or null
     */
    public record Row(
            long id,
            Instant at,
            String who,
            boolean outside,
            boolean byTheLoop,
            String environment,
            Sentence what,
            @Nullable String href,
            @Nullable Sentence detail) {}
}
