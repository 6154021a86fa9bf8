package no.dotkom.portal.dashboard;

import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.watch.TaskPicture;

/**
 * The part of the traffic that one version's tasks carry: requests go round all healthy tasks alike.
 *
 * @param version {@code v42}
 * @param tasks that are not stopped
 * @param percent of the healthy tasks, 0 to 100
 * @param fresh true for the version that a page is about
 */
public record TrafficRow(String version, int tasks, int percent, boolean fresh) {

    static List<TrafficRow> of(
            Version version, @org.jspecify.annotations.Nullable Version live, List<TaskPicture> all) {
        var running = all.stream().filter(task -> !task.stopped()).toList();
        var healthy = running.stream().filter(TaskPicture::healthy).count();
        var rows = new ArrayList<TrafficRow>();
        if (live != null && !live.containerGeneration().equals(version.containerGeneration())) {
            rows.add(row(live, running, healthy, false));
        }
        rows.add(row(version, running, healthy, true));
        return rows;
    }

    private static TrafficRow row(Version version, List<TaskPicture> running, long healthy, boolean fresh) {
        var mine = running.stream()
                .filter(task ->
                        task.generation() == version.containerGeneration().number())
                .toList();
        var well = mine.stream().filter(TaskPicture::healthy).count();
        var percent = healthy == 0 ? 0 : (int) Math.round(100.0 * well / healthy);
        return new TrafficRow(version.generation().toString(), mine.size(), percent, fresh);
    }
}
