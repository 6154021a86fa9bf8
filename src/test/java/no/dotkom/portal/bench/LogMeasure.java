package no.dotkom.portal.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import no.dotkom.portal.localaws.wire.Clients;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** From a line in CloudWatch to its frame in a stream; many readers of one log, and some that stand still. */
final class LogMeasure implements Measure {
    private static final int VIEWERS = 100;
    private static final int STALLED = 3;
    private static final int PER_SECOND = 5;
    /** The issue's: from the line to the screen. */
    private static final double MOST_MILLISECONDS = 4_000;

    /** Of one more call at the edge of the minute. */
    private static final double TOLERANCE = 1.2;

    /** Until streams have told what was there before, and afterwards until the last line must have come. */
    private static final Duration SETTLED = Duration.ofSeconds(8);

    private static final Pattern MARK = Pattern.compile("bench-mark (\\d+)");

    private record Seen(Collection<Double> milliseconds, long written, double callsPerMinute) {}

    @Override
    public Section take(Subject subject) throws IOException, InterruptedException {
        Progress.say("Following a log with one reader, with %d, and with %d that stand still …", VIEWERS, STALLED);
        var one = follow(subject, 1, 0);
        var many = follow(subject, VIEWERS, 0);
        var beside = follow(subject, VIEWERS, STALLED);
        var most = one.callsPerMinute() * TOLERANCE + 1;
        return Section.of(
                "Lines of a log",
                List.of(
                        "%d lines a second to one log for %d s, each timed from PutLogEvents until every reader has its frame."
                                .formatted(PER_SECOND, time(subject).toSeconds()),
                        "Calls are those that read logs, of all the portal."),
                List.of(
                        row("1 reader", 1, one, Figure.NONE),
                        row(VIEWERS + " readers", VIEWERS, many, most),
                        row(VIEWERS + " readers, " + STALLED + " more stand still", VIEWERS, beside, most)));
    }

    private static Duration time(Subject subject) {
        return subject.pace().rest().dividedBy(2);
    }

    private static Section.Row row(String name, int readers, Seen seen, double mostCalls) {
        var spread = new Spread(seen.milliseconds());
        return Section.Row.of(
                name,
                Figure.of("p50", spread.percentile(50), "ms"),
                Figure.of("p95", spread.percentile(95), "ms").atMost(MOST_MILLISECONDS),
                Figure.of("lost", seen.written() * readers - seen.milliseconds().size(), "")
                        .atMost(0),
                Figure.of("calls", seen.callsPerMinute(), "/min").atMost(mostCalls));
    }

    private static Seen follow(Subject subject, int viewers, int stalled) throws IOException, InterruptedException {
        var followed = Estate.of(subject.pace().environments()).environments().getFirst();
        var milliseconds = new ConcurrentLinkedQueue<Double>();
        var open = new ArrayList<Reader>();
        var kari = Visitor.signedIn(subject.url(), LocalPerson.KARI);
        var address = followed.path() + "/logs/stream";
        var begun = System.nanoTime();
        try {
            for (var number = 0; number < viewers; number++) {
                open.add(Reader.following(
                        kari,
                        address,
                        line -> MARK.matcher(line)
                                .results()
                                .mapToLong(mark -> Long.parseLong(mark.group(1)))
                                // A stream begins with what was there before.
                                .filter(written -> written > begun)
                                .forEach(written -> milliseconds.add((System.nanoTime() - written) / 1e6))));
            }
            for (var number = 0; number < stalled; number++) {
                open.add(Reader.stalled(kari, address));
            }
            Thread.sleep(SETTLED);
            var before = subject.calls().soFar();
            var written = write(subject, "/apps/" + followed.app() + "-" + followed.slug());
            var calls = reading(subject.calls().since(before))
                    * 60.0
                    / time(subject).toSeconds();
            Thread.sleep(SETTLED);
            return new Seen(milliseconds, written, calls);
        } finally {
            for (var reader : open) {
                reader.close();
            }
        }
    }

    private static long reading(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .filter(call -> call.getKey().endsWith(" FilterLogEvents")
                        || call.getKey().endsWith(" GetLogEvents"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long write(Subject subject, String group) throws InterruptedException {
        try (var logs = Clients.of(CloudWatchLogsClient.builder(), subject.aws().dispatch())) {
            var stream = logs.describeLogStreams(request -> request.logGroupName(group))
                    .logStreams()
                    .getFirst()
                    .logStreamName();
            var lines = PER_SECOND * time(subject).toSeconds();
            for (var line = 0; line < lines; line++) {
                logs.putLogEvents(request -> request.logGroupName(group)
                        .logStreamName(stream)
                        .logEvents(event -> event.timestamp(System.currentTimeMillis())
                                .message("bench-mark " + System.nanoTime())));
                Thread.sleep(1_000 / PER_SECOND);
            }
            return lines;
        }
    }
}
