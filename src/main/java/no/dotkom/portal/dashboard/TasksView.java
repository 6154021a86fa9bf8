package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of an environment: what runs, and a page of what stopped in the last 30 days.
 *
 * @param running as AWS lists them, the newest first
 * @param stopped the last first
 * @param first true when it is the first page of those that stopped
 * @param older the address of the next page, or null at the end
 * @param loop how the newest version keeps dying, or null when it does not
 */
public record TasksView(
        Situation now,
        List<Situation> tabs,
        List<TaskView> running,
        List<TaskView> stopped,
        boolean first,
        @Nullable String older,
        @Nullable CrashLoop loop) {
    /** Tasks of one version that died one after the other. @param within the time in which they did */
    public record CrashLoop(int died, Duration within) {}
}
