package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an app says of its own start: when it was ready, on which port and on which address. */
final class Startup {
    private static final Pattern TOOK = Pattern.compile(
            "(?i)\\b(?:started|ready|booted|startup)\\b[^\\n]{0,120}? in (\\d{1,4})(?:[.,]\\d{1,6})? ?s(?:econds?)?\\b");
    private static final Pattern CLOCK = Pattern.compile("\\b([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)");
    private static final Pattern PORT = Pattern.compile(
            "(?i)\\b(?:listening|started|running|serving|ready|available|bound|live)\\b[^\\n]{0,80}?(?:\\bport\\(?s?\\)?:? |:)(\\d{2,5})\\b");
    private static final Pattern LOCAL = Pattern.compile(
            "(?i)\\b(?:listening|running|serving|ready|local:|bound)[^\\n]{0,80}?(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::(\\d{2,5}))?");
    private static final int LONGEST_LINE = 1_000;

    private Startup() {}

    static boolean laterThanGrace(Evidence evidence) {
        var spec = evidence.facts().spec();
        return spec != null
                && measured(evidence)
                        .filter(time -> time.toSeconds() > spec.rollout().graceSeconds())
                        .isPresent();
    }

    /** How long the app took to be ready, as measured or as it says itself. */
    static Optional<Duration> measured(Evidence evidence) {
        var answered = Optional.ofNullable(evidence.checks().firstAnswerAfter());
        return answered.or(() -> said(evidence))
                .or(() -> byLines(evidence.task()))
                .or(() -> byClock(evidence));
    }

    private static Optional<Duration> said(Evidence evidence) {
        return evidence.task().recent().stream()
                .map(line -> TOOK.matcher(cut(line.text())))
                .filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .reduce((first, last) -> last);
    }

    private static Optional<Duration> byLines(TaskEvidence task) {
        return task.recent().stream()
                .filter(line -> line.at() != null && task.startedAt() != null && ready(line.text()))
                .map(line -> Duration.between(task.startedAt(), line.at()))
                .reduce((first, last) -> last);
    }

    /** From the first time that stands in the log to that of the last line that says it is ready. */
    private static Optional<Duration> byClock(Evidence evidence) {
        @Nullable LocalTime first = null;
        @Nullable LocalTime last = null;
        for (var line : evidence.task().recent()) {
            var found = CLOCK.matcher(cut(line.text()));
            if (found.find()) {
                var at = LocalTime.parse(found.group());
                first = first == null ? at : first;
                last = ready(line.text()) ? at : last;
            }
        }
        return first == null || last == null || last.isBefore(first)
                ? Optional.empty()
                : Optional.of(Duration.between(first, last));
    }

    private static boolean ready(String line) {
        return Phrase.of(cut(line))
                .has(
                        "started",
                        "listening",
                        "ready",
                        "startup complete",
                        "running on",
                        "booted",
                        "accepting connections");
    }

    /** The port the app says it listens on. */
    static OptionalInt port(Evidence evidence) {
        return evidence.task().recent().stream()
                .map(line -> PORT.matcher(cut(line.text())))
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .filter(port -> port >= 1 && port <= 65_535)
                .reduce((first, last) -> last);
    }

    /** It says that it listens to its own container only. */
    static boolean localOnly(Evidence evidence) {
        return evidence.task().recent().stream()
                .anyMatch(line -> LOCAL.matcher(cut(line.text())).find());
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }
}
