package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the nine steps as a page shows it.
 *
 * @param state {@code waiting}, {@code running}, {@code done} or {@code failed}
 * @param took how long it took, or null while it runs or waits
 * @param since when it began, while it runs; else null
 * @param usual the median of the last ten, or null where none is known
 * @param slow said when it is slower than the last ten, else null
 */
public record StepView(
        int number,
        String state,
        String name,
        Sentence what,
        @Nullable Duration took,
        @Nullable Instant since,
        @Nullable Duration usual,
        @Nullable Sentence slow,
        List<Event> events) {
    /** Something that happened meanwhile. */
    public record Event(Instant at, Sentence text) {}

    public boolean running() {
        return state.equals("running");
    }

    public boolean failed() {
        return state.equals("failed");
    }

    public boolean hasMore() {
        return failed() || slow != null || !events.isEmpty();
    }
}
