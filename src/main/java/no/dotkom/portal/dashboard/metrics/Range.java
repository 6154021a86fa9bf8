package no.dotkom.portal.dashboard.metrics;

import java.time.Duration;
import java.util.Arrays;

/** The last hour, and longer. The period keeps a chart at 60 to 360 values; AWS keeps values of one minute for 15 days. */
public enum Range {
    HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),
    SIX_HOURS("6h", Duration.ofHours(6), Duration.ofMinutes(1)),
    DAY("24h", Duration.ofHours(24), Duration.ofMinutes(5)),
    WEEK("7d", Duration.ofDays(7), Duration.ofMinutes(30)),
    FORTNIGHT("14d", Duration.ofDays(14), Duration.ofHours(1));

    private final String word;
    private final Duration length;
    private final Duration period;

    Range(String word, Duration length, Duration period) {
        this.word = word;
        this.length = length;
        this.period = period;
    }

    /** In addresses. */
    public String word() {
        return word;
    }

    Duration length() {
        return length;
    }

    Duration period() {
        return period;
    }

    /** The last hour for a word that is none. */
    public static Range of(String word) {
        return Arrays.stream(values())
                .filter(range -> range.word.equals(word))
                .findFirst()
                .orElse(HOUR);
    }
}
