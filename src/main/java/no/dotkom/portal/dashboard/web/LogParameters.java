package no.dotkom.portal.dashboard.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.dashboard.logs.LogQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What of a log is looked for, as its addresses say it.
 *
 * @param q text of the search field
 * @param level names of levels; {@code a,b} is two
 * @param task ids of tasks, or their beginnings
 * @param days that a search goes back
 * @param from a moment: {@code 2026-11-22T12:04} on the reader's clock, or with a {@code Z} at its end
 */
record LogParameters(
        @Nullable String q,
        @Nullable List<String> level,
        @Nullable List<String> task,
        @Nullable String days,
        @Nullable String from) {
    /** No log is older, and none is newer. */
    private static final Instant LATEST = Instant.parse("2999-01-01T00:00:00Z");

    /** @throws LogQuery.Unsearchable when it cannot be searched for */
    LogQuery query() {
        return LogQuery.of(text(), list(level), list(task));
    }

    /** For answers that are no page; one that cannot be searched for is refused. */
    LogQuery queryOrRefused() {
        try {
            return query();
        } catch (LogQuery.Unsearchable none) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    String text() {
        return Optional.ofNullable(q).orElse("");
    }

    List<String> levels() {
        return list(level);
    }

    List<String> tasks() {
        return list(task);
    }

    private static List<String> list(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream().limit(50).filter(value -> !value.isBlank()).toList();
    }

    /** From 1 to 30. */
    int daysBack() {
        return days != null && days.matches("[1-9][0-9]?") ? Math.min(30, Integer.parseInt(days)) : 1;
    }

    Duration back() {
        return Duration.ofDays(daysBack());
    }

    /** The moment, within the years that computers count in milliseconds; nothing where none can be read. */
    Optional<Instant> moment(ZoneId zone) {
        if (from == null || from.isEmpty()) {
            return Optional.empty();
        }
        try {
            var moment = from.endsWith("Z")
                    ? Instant.parse(from)
                    : LocalDateTime.parse(from).atZone(zone).toInstant();
            return Optional.of(
                    moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isAfter(LATEST) ? LATEST : moment);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
