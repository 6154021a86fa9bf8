package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an app says of its own start: when it was ready, on which port and on which address. Only lines count that say
 * of a server that it serves; a request, a job or a worker is started and done all day.
 */
final class Startup {
    private static final Pattern READY = Pattern.compile("(?i)\\b(?:"
            + "listening (?:on|at|for|to)\\b|listening: ?http|serving (?:http|on|at)\\b|launched from http"
            + "|startup complete|startup completed in \\d|accepting connections|development server at"
            + "|(?<!(?:database|postgres|mysql|mongo|redis|sql|db|mail|smtp|remote) )(?:server|application|app)(?: is| has| was)?(?: now| successfully)? (?:started|ready|up|running)\\b"
            + "|started (?:the )?\\w{0,80}(?:server|application|app|connector)\\b|started on port"
            + "|started \\S{1,80} in [\\d.,]{1,12} seconds \\((?:process|jvm) running"
            + "|running (?:[\\w.]{1,80} with [^\\n]{1,80} )?(?:on|at) (?:https?|port|localhost|[\\d*:\\[])"
            + "|ready (?:in \\d|on http|- started|to accept|to serve|for connections)|booted in \\d)");

    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) [\"']?/|(?i)\\bnot (?:yet )?(?:ready|started)"
                    + "|(?:\\bnot|n't|\\bnever|\\bfail(?:ed|s)? to|unable to|could not|cannot|waiting for|debugger|inspector)\\b|\\?\\W{0,3}$");
    private static final Pattern TOOK = Pattern.compile("(?i)\\bin (\\d{1,4})(?:[.,]\\d{1,6})? ?s(?:ec(?:ond)?s?)?\\b");
    private static final Pattern CLOCK = Pattern.compile("\\b([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)");
    /** Before the words of a line. */
    private static final int STAMP = 40;

    private static final Pattern PORT = Pattern.compile("(?i)\\bport(?:\\(s\\)|s)?[\\s:=]{1,3}(\\d{2,5})\\b"
            + "|(?:https?://[^\\s/:\\[]{1,100}|\\b\\d{1,3}(?:\\.\\d{1,3}){3}|\\blocalhost|\\*|\\[[0-9a-f:]{2,40}]"
            + "|(?<=[\\s'\"(])(?:::)?):(\\d{2,5})(?![\\d:])"
            + "|\\b(?:on|at) (80|\\d{4,5})\\b(?![.:/-])");
    private static final Pattern LOCAL = Pattern.compile("(?i)127\\.0\\.0\\.1|\\blocalhost\\b|\\[::1]");
    private static final Pattern EVERYWHERE =
            Pattern.compile("(?i)\\b0\\.0\\.0\\.0\\b|\\[::]|\\*:\\d|(?<=[\\s'\"])::?:?\\d{2,5}\\b|\\bnetwork: +http");
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
        return answered.isPresent() ? answered : measured(evidence.task());
    }

    private static Optional<Duration> measured(TaskEvidence task) {
        var ready = ready(task);
        return Stream.of(said(ready), byLines(ready, task.startedAt()))
                .flatMap(Optional::stream)
                // It counts from its own first word, and a runtime may have started long before.
                .max(Comparator.naturalOrder())
                .or(() -> byClock(task, ready));
    }

    private static List<TaskEvidence.Line> ready(TaskEvidence task) {
        return task.recent().stream().filter(line -> saysReady(line.text())).toList();
    }

    private static Optional<Duration> said(List<TaskEvidence.Line> ready) {
        return ready.stream()
                .map(line -> TOOK.matcher(cut(line.text())))
                .filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .reduce((first, last) -> last);
    }

    private static Optional<Duration> byLines(List<TaskEvidence.Line> ready, @Nullable Instant started) {
        return ready.stream()
                .filter(line -> line.at() != null && started != null)
                .map(line -> Duration.between(started, line.at()))
                .reduce((first, last) -> last);
    }

    /** From the first time that stands before a line to that of the last line that says it is ready. */
    private static Optional<Duration> byClock(TaskEvidence task, List<TaskEvidence.Line> ready) {
        var last =
                ready.reversed().stream().flatMap(line -> clock(line).stream()).findFirst();
        return task.recent().stream()
                .flatMap(line -> clock(line).stream())
                .findFirst()
                .flatMap(first -> last.filter(at -> !at.isBefore(first)).map(at -> Duration.between(first, at)));
    }

    private static Optional<LocalTime> clock(TaskEvidence.Line line) {
        var found = CLOCK.matcher(
                line.text().substring(0, Math.min(STAMP, line.text().length())));
        return found.find() ? Optional.of(LocalTime.parse(found.group())) : Optional.empty();
    }

    /** A server says that it serves from now on. */
    static boolean saysReady(String line) {
        var said = cut(line);
        return READY.matcher(said).find() && !OTHER.matcher(said).find();
    }

    /** The port the app says it listens on, where it names some and this is none of them. */
    static OptionalInt otherPort(Evidence evidence, OptionalInt port) {
        var heard = ready(evidence.task()).stream()
                .flatMapToInt(line -> port(cut(line.text())).stream())
                .toArray();
        return heard.length == 0 || port.isPresent() && Arrays.stream(heard).anyMatch(each -> each == port.getAsInt())
                ? OptionalInt.empty()
                : OptionalInt.of(heard[heard.length - 1]);
    }

    private static OptionalInt port(String line) {
        var found = PORT.matcher(line);
        if (!found.find()) {
            return OptionalInt.empty();
        }
        var number = Stream.of(found.group(1), found.group(2), found.group(3))
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt);
        return number.filter(port -> port >= 1 && port <= 65_535).findFirst();
    }

    /** It says that it listens to its own container only. */
    static boolean localOnly(Evidence evidence) {
        return ready(evidence.task()).stream()
                        .anyMatch(line -> LOCAL.matcher(cut(line.text())).find())
                && evidence.task().recent().stream()
                        .noneMatch(line -> EVERYWHERE.matcher(cut(line.text())).find());
    }

    private static String cut(String line) {
        return Phrase.readable(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE));
    }
}
