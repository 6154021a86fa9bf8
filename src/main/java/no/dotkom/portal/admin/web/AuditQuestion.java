package no.dotkom.portal.admin.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.dotkom.portal.audit.Search;

/**
 * What is asked of the audit, as its address holds it.
 *
 * @param q part of a name, an action, a detail, an address or a number of a request
 * @param days how far back; 0 for all
 */
record AuditQuestion(String q, int days) {
    static final List<Integer> PERIODS = List.of(7, 30, 365, 0);
    private static final int USUAL = 30;
    private static final int LONGEST = 200;

    /** What no form sends is asked as if it were not there. */
    static AuditQuestion of(String q, String days) {
        // PostgreSQL holds no text with a zero in it.
        var text = q.replaceAll("\\p{Cntrl}", "").strip();
        return new AuditQuestion(
                text.substring(0, Math.min(text.length(), LONGEST)),
                PERIODS.stream()
                        .filter(period -> period.toString().equals(days))
                        .findFirst()
                        .orElse(USUAL));
    }

    Search search(Instant now) {
        return new Search(q, days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days)));
    }

    public String export() {
        return "/admin/audit/export" + query();
    }

    public String first() {
        return "/admin/audit" + query();
    }

    public String below(long id) {
        return "/admin/audit" + query() + "&below=" + id;
    }

    public String checked() {
        return "/admin/audit" + query() + "&check=1";
    }

    private String query() {
        return "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + "&days=" + days;
    }
}
