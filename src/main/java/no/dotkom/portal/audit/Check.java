package no.dotkom.portal.audit;

import java.util.List;

/**
 * Whether the record is as it was written.
 *
 * @param deeds that were looked at
 * @param breaks where it is not, at most {@value #MOST}
 */
public record Check(int deeds, List<Break> breaks) {
    static final int MOST = 20;

    /** A deed that was altered, follows one that is missing, or is missing itself. */
    public record Break(String chain, long place) {}

    public Check {
        breaks = List.copyOf(breaks);
    }

    public boolean whole() {
        return breaks.isEmpty();
    }
}
