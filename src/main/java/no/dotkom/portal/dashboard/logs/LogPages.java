package no.dotkom.portal.dashboard.logs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.dashboard.port.LogTail;
import org.springframework.stereotype.Service;

/** Makes the page of a log; a part that cannot be had is said on the page, and the rest of it works. */
@Service
public class LogPages {
    private final Logs logs;
    private final Clock clock;

    LogPages(Logs logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** @param query parsed late, because what cannot be searched for is said on the page too */
    public LogsView page(
            EnvironmentDetails environment, LogPlace place, LogAddress address, Supplier<LogQuery> query, ZoneId zone) {
        var now = clock.instant();
        var tasks = logs.tasks(environment);
        var previous = logs.previous(tasks).orElse(null);
        LogSlice slice = null;
        String problem = null;
        String silent = null;
        try {
            slice = logs.look(environment, place, query.get(), Duration.ofDays(address.days()));
        } catch (LogQuery.Unsearchable unsearchable) {
            problem = unsearchable.key();
        } catch (LogTail.Unreadable unreadable) {
            silent = String.valueOf(unreadable.getMessage());
        }
        return new LogsView(
                address,
                slice == null ? List.of() : LogsView.chunked(rows(environment, slice, place, zone)),
                slice,
                problem,
                silent,
                place instanceof LogPlace.Newest,
                place instanceof LogPlace.Around(var line) ? line : null,
                tasks,
                previous,
                now);
    }

    private List<LogRow> rows(EnvironmentDetails environment, LogSlice slice, LogPlace place, ZoneId zone) {
        return LogRow.of(slice.lines(), signs(environment, slice, place instanceof LogPlace.Newest), zone);
    }

    /** What happened while these lines were written. @param toNow and after the last of them */
    public List<Sign> signs(EnvironmentDetails environment, LogSlice slice, boolean toNow) {
        if (slice.lines().isEmpty()) {
            return List.of();
        }
        var from = slice.lines().getFirst().at();
        var to = toNow ? Instant.MAX : slice.lines().getLast().at();
        return logs.signs(environment, from).stream()
                .filter(sign -> !sign.at().isAfter(to))
                .toList();
    }
}
