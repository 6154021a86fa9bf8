package no.dotkom.portal.dashboard.logs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.dashboard.port.LogTail.Errand;
import no.dotkom.portal.dashboard.port.LogTail.Line;
import no.dotkom.portal.dashboard.port.LogTail.Range;
import no.dotkom.portal.watch.TaskPicture;
import no.dotkom.portal.watch.Watch;
import org.springframework.stereotype.Service;

/** The logs of environments that the caller has found for a member; it asks AWS, or what was just read of it. */
@Service
public class Logs {
    /** Lines of one page (ux.md §6). */
    public static final int PAGE = 500;
    /** A search goes back so far unless it is asked for more. */
    public static final Duration SEARCHED = Duration.ofHours(24);
    /** And never further than this. */
    public static final Duration KEPT = Duration.ofDays(30);
    /** ux.md §1: a page waits for AWS no longer than 3 s. */
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private static final Errand A_PAGE = new Errand(PATIENCE, false);
    private static final Errand SEARCH = new Errand(PATIENCE, true);
    private static final Errand FILE = new Errand(Duration.ofSeconds(5), true);

    private static final int TASKS = 50;

    private final LogTail tail;
    private final Watch watch;
    private final Apps apps;
    private final Clock clock;

    Logs(LogTail tail, Watch watch, Apps apps, Clock clock) {
        this.tail = tail;
        this.watch = watch;
        this.apps = apps;
        this.clock = clock;
    }

    /** Of all its tasks, or of the one that a query asks for. */
    LogTail.Source source(EnvironmentDetails environment, LogQuery query) {
        var names = environment.names();
        var one = query.tasks().size() == 1 ? query.tasks().iterator().next() : "";
        return new LogTail.Source(names.logGroup(), names.stream(one));
    }

    private LogTail.Source source(EnvironmentDetails environment) {
        return new LogTail.Source(environment.names().logGroup(), environment.names().stream(""));
    }

    /** What is shown at a place. @param back how far a search goes */
    public LogSlice look(EnvironmentDetails environment, LogPlace place, LogQuery query, Duration back) {
        return switch (place) {
            case LogPlace.Newest() ->
                query.isEmpty()
                        ? LogSlice.of(tail.newest(source(environment), PAGE), query)
                        : backwards(environment, ahead(), query, back);
            case LogPlace.Before(var cursor) -> backwards(environment, cursor, query, back);
            case LogPlace.After(var cursor) -> forwards(environment, new Range(cursor, ahead()), query);
            case LogPlace.Around(var cursor) -> around(environment, cursor, query);
        };
    }

    /** AWS takes lines that are dated up to two hours ahead. */
    private Cursor ahead() {
        return Cursor.at(clock.instant().plus(Duration.ofHours(2)));
    }

    private LogSlice backwards(EnvironmentDetails environment, Cursor before, LogQuery query, Duration back) {
        var latest = before.time().isAfter(clock.instant()) ? clock.instant() : before.time();
        var range = new Range(Cursor.at(latest.minus(query.isEmpty() ? KEPT : back)), before);
        return LogSlice.of(
                tail.backwards(source(environment, query), range, PAGE, wanted(query), errand(query)), query);
    }

    public LogSlice forwards(EnvironmentDetails environment, Range range, LogQuery query) {
        return LogSlice.of(tail.forwards(source(environment, query), range, PAGE, wanted(query), errand(query)), query);
    }

    /** Half a page before a line and half a page from it on; whatever was looked for is left aside. */
    private LogSlice around(EnvironmentDetails environment, Cursor line, LogQuery query) {
        var source = source(environment, query);
        var before = new Range(Cursor.at(line.time().minus(KEPT)), line);
        var past = tail.backwards(source, before, PAGE / 2, each -> true, A_PAGE);
        var from = new Range(new Cursor(line.at(), ""), ahead());
        var rest = tail.forwards(source, from, PAGE / 2, each -> !each.cursor().isBefore(line), A_PAGE);
        var lines = new ArrayList<>(past.lines());
        lines.addAll(rest.lines());
        return LogSlice.of(new LogTail.Slice(lines, past.reached(), rest.complete()), query);
    }

    private static Errand errand(LogQuery query) {
        return query.isEmpty() ? A_PAGE : SEARCH;
    }

    static Predicate<Line> wanted(LogQuery query) {
        return query.isEmpty() ? line -> true : line -> query.matches(LogEntry.of(line));
    }

    LogTail.Subscription follow(EnvironmentDetails environment, Cursor after, LogTail.Sink sink) {
        return tail.follow(source(environment), after, sink);
    }

    /** A part of a download. */
    public LogSlice part(EnvironmentDetails environment, Range range, int most, LogQuery query) {
        return LogSlice.of(tail.forwards(source(environment, query), range, most, wanted(query), FILE), query);
    }

    /** What happened from a moment on. */
    public List<Sign> signs(EnvironmentDetails environment, Instant since) {
        var tasks = watch.tasks(environment.ref().id(), TASKS);
        return Sign.of(tasks, apps.versions(environment.ref(), Long.MAX_VALUE)).stream()
                .filter(sign -> !sign.at().isBefore(since))
                .toList();
    }

    /** Running ones, then those that stopped lately. */
    public List<TaskPicture> tasks(EnvironmentDetails environment) {
        return watch.tasks(environment.ref().id(), TASKS);
    }

    /** The task that died last, when that was not long ago. */
    public Optional<TaskPicture> previous(List<TaskPicture> tasks) {
        var since = clock.instant().minus(SEARCHED);
        return tasks.stream()
                .filter(task -> task.died() && task.stoppedAt() instanceof Instant at && at.isAfter(since))
                .findFirst();
    }
}
