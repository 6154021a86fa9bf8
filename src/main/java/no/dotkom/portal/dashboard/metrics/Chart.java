package no.dotkom.portal.dashboard.metrics;

import java.util.List;
import no.dotkom.portal.dashboard.Sentence;

/**
 * One chart.
 *
 * @param id in addresses and in message keys below {@code dashboard.metrics}
 * @param unit {@code percent}, {@code ms} or {@code count}
 * @param summary the sentence that says what it shows
 * @param limit where all that is reserved is used, or 0 for none
 * @param wanted how many there should be, or 0 where none are wanted of it
 * @param filled what is below its first line is filled
 */
public record Chart(
        String id,
        String unit,
        Sentence summary,
        List<Line> lines,
        Scale scale,
        double limit,
        int wanted,
        boolean filled) {
    public Chart {
        lines = List.copyOf(lines);
    }

    /** Nothing was measured. */
    public boolean empty() {
        return lines.stream().allMatch(Line::empty);
    }
}
