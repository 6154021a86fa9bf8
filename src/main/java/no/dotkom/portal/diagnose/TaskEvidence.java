package no.dotkom.portal.diagnose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A task, as it runs or as it stopped.
 *
 * @param status ECS's word, {@code RUNNING}, {@code STOPPED} …
 * @param agentSaid what the managed agent (ECS Exec) reported
 * @param stoppedBy who asked for the stop, where our audit knows
 */
public record TaskEvidence(
        String id,
        String status,
        String stopCode,
        String stoppedReason,
        List<Container> containers,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        List<Line> lines,
        String agentSaid,
        String stoppedBy) {
    private static final int MOST_LINES = 500;
    private static final int MOST_TEXT = 64_000;
    public static final TaskEvidence NONE = new TaskEvidence("", "", "", "", List.of(), null, null, List.of(), "", "");

    public TaskEvidence {
        containers = List.copyOf(containers);
        lines = List.copyOf(lines);
    }

    public TaskEvidence stopped(String code, String reason) {
        return new TaskEvidence(
                id, status, code, reason, containers, startedAt, stoppedAt, lines, agentSaid, stoppedBy);
    }

    public TaskEvidence called(String newId, String newStatus) {
        return new TaskEvidence(
                newId,
                newStatus,
                stopCode,
                stoppedReason,
                containers,
                startedAt,
                stoppedAt,
                lines,
                agentSaid,
                stoppedBy);
    }

    public TaskEvidence with(Container container) {
        var all = new ArrayList<>(containers);
        all.add(container);
        return new TaskEvidence(
                id, status, stopCode, stoppedReason, all, startedAt, stoppedAt, lines, agentSaid, stoppedBy);
    }

    public TaskEvidence between(@Nullable Instant started, @Nullable Instant stopped) {
        return new TaskEvidence(
                id, status, stopCode, stoppedReason, containers, started, stopped, lines, agentSaid, stoppedBy);
    }

    public TaskEvidence wrote(List<Line> newLines) {
        return new TaskEvidence(
                id, status, stopCode, stoppedReason, containers, startedAt, stoppedAt, newLines, agentSaid, stoppedBy);
    }

    public TaskEvidence agent(String said) {
        return new TaskEvidence(
                id, status, stopCode, stoppedReason, containers, startedAt, stoppedAt, lines, said, stoppedBy);
    }

    public TaskEvidence by(String who) {
        return new TaskEvidence(
                id, status, stopCode, stoppedReason, containers, startedAt, stoppedAt, lines, agentSaid, who);
    }

    /** Its last lines: an end is told at the end. */
    List<Line> recent() {
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    /** The same, line by line as they stand on a screen: an event may hold several. Of very much text only the end. */
    List<String> lastLines() {
        var last = new ArrayList<String>();
        var left = MOST_TEXT;
        for (var line : recent().reversed()) {
            var text = Phrase.of(line.text()).raw();
            left -= text.length() + 1;
            if (left < 0) {
                break;
            }
            last.addAll(text.lines().toList().reversed());
        }
        return last.reversed();
    }

    boolean running() {
        return status.equals("RUNNING");
    }

    /** A container of the task. */
    public record Container(String name, String reason, OptionalInt exitCode) {}

    /** A log line. */
    public record Line(@Nullable Instant at, String text) {}
}
