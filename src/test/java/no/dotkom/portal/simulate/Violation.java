package no.dotkom.portal.simulate;

import java.util.List;
import no.dotkom.portal.apps.EnvironmentDetails;

/** A law that a history broke. The law's name is what a shrunk history must break too. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String law;
    private String where = "";

    Violation(String law, String what) {
        super(law + ": " + what);
        this.law = law;
    }

    String law() {
        return law;
    }

    /** With what the portal thought of its environments at that moment. */
    Violation in(List<EnvironmentDetails> everything) {
        var text = new StringBuilder();
        for (var details : everything) {
            var latest = details.latest();
            var live = details.live();
            text.append("%n  %s %s %s from %s %s %s %s, live %s"
                    .formatted(
                            details.ref().name().full(),
                            latest.generation(),
                            latest.intent(),
                            latest.source(),
                            latest.spec().image().shortName(),
                            latest.state(),
                            latest.problem() == null ? "" : latest.problem().code(),
                            live == null ? "never" : live.generation() + " " + live.intent()));
        }
        where = text.toString();
        return this;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + where;
    }
}
