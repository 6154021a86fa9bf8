package no.dotkom.portal.localaws.logs;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** Reads events: across streams with a filter, or along one stream back and forth. */
final class Reading {
    private static final int EVENTS = 10_000;
    private static final int BYTES = 1_048_576;
    private static final int STREAMS = 100;
    private static final Comparator<Event> IN_TIME =
            Comparator.comparingLong(Event::at).thenComparingLong(Event::order);

    private Reading() {}

    static void check(FilterLogEventsRequest request) {
        if (request.logStreamNames().size() > STREAMS) {
            throw Refusal.invalid("At most 100 log streams can be searched at once");
        }
        if (request.hasLogStreamNames() && request.logStreamNamePrefix() != null) {
            throw Refusal.invalid("logStreamNames and logStreamNamePrefix cannot both be given");
        }
    }

    static FilterLogEventsResponse filter(Group group, FilterLogEventsRequest request) {
        var pattern = FilterPattern.parse(Objects.requireNonNullElse(request.filterPattern(), ""));
        Predicate<Event> wanted = event -> inStreams(request, event)
                && within(event, request.startTime(), request.endTime(), true)
                && pattern.matches(event.message());
        var after = request.nextToken() == null ? "" : checkedToken(request.nextToken());
        var all = group.events().stream()
                .filter(wanted)
                .sorted(IN_TIME)
                .filter(event -> event.id().compareTo(after) > 0)
                .toList();
        var page = fitting(all, limit(request.limit()));
        return FilterLogEventsResponse.builder()
                .events(page.stream().map(Reading::filtered).toList())
                .searchedLogStreams(List.of())
                .nextToken(page.size() < all.size() ? page.getLast().id() : null)
                .build();
    }

    private static boolean inStreams(FilterLogEventsRequest request, Event event) {
        return request.logStreamNames().isEmpty()
                ? event.stream().startsWith(Objects.requireNonNullElse(request.logStreamNamePrefix(), ""))
                : request.logStreamNames().contains(event.stream());
    }

    /** The end counts in {@code FilterLogEvents} and does not in {@code GetLogEvents}. */
    private static boolean within(Event event, @Nullable Long from, @Nullable Long to, boolean closed) {
        return (from == null || event.at() >= from) && (to == null || (closed ? event.at() <= to : event.at() < to));
    }

    private static String checkedToken(String token) {
        if (!token.matches("\\d{56}")) {
            throw Refusal.invalid("The specified nextToken is invalid.");
        }
        return token;
    }

    private static int limit(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > EVENTS)) {
            throw Refusal.invalid("limit must be between 1 and 10000");
        }
        return Objects.requireNonNullElse(asked, EVENTS);
    }

    /** The first of {@code events} that fit into a page of so many events and one megabyte. */
    private static List<Event> fitting(List<Event> events, int limit) {
        var bytes = 0;
        var count = 0;
        while (count < events.size() && count < limit) {
            bytes += events.get(count).message().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > BYTES && count > 0) {
                break;
            }
            count++;
        }
        return events.subList(0, count);
    }

    private static FilteredLogEvent filtered(Event event) {
        return FilteredLogEvent.builder()
                .eventId(event.id())
                .logStreamName(event.stream())
                .timestamp(event.at())
                .ingestionTime(event.arrived())
                .message(event.message())
                .build();
    }

    /**
     * Tokens are {@code f/<event>} (what follows it) and {@code b/<event>} (what comes before it); at an end the same
     * token comes back.
     */
    static GetLogEventsResponse get(Group group, GetLogEventsRequest request) {
        var all = group.events().stream()
                .filter(event -> event.stream().equals(request.logStreamName()))
                .filter(event -> within(event, request.startTime(), request.endTime(), false))
                .sorted(IN_TIME)
                .toList();
        var page = window(all, request);
        var token = Objects.requireNonNullElse(request.nextToken(), "f/" + "0".repeat(56));
        return GetLogEventsResponse.builder()
                .events(page.stream().map(Reading::output).toList())
                .nextForwardToken(
                        page.isEmpty()
                                ? "f" + token.substring(1)
                                : "f/" + page.getLast().id())
                .nextBackwardToken(
                        page.isEmpty()
                                ? "b" + token.substring(1)
                                : "b/" + page.getFirst().id())
                .build();
    }

    private static List<Event> window(List<Event> all, GetLogEventsRequest request) {
        var limit = limit(request.limit());
        var token = request.nextToken();
        if (token == null) {
            return Boolean.TRUE.equals(request.startFromHead()) ? fitting(all, limit) : lastFitting(all, limit);
        }
        if (!token.matches("[fb]/\\d{56}")) {
            throw Refusal.invalid("The specified nextToken is invalid.");
        }
        var from = token.substring(2);
        return token.startsWith("f")
                ? fitting(all.stream().filter(e -> e.id().compareTo(from) > 0).toList(), limit)
                : lastFitting(
                        all.stream().filter(e -> e.id().compareTo(from) < 0).toList(), limit);
    }

    private static List<Event> lastFitting(List<Event> events, int limit) {
        return fitting(events.reversed(), limit).reversed();
    }

    private static OutputLogEvent output(Event event) {
        return OutputLogEvent.builder()
                .timestamp(event.at())
                .ingestionTime(event.arrived())
                .message(event.message())
                .build();
    }
}
