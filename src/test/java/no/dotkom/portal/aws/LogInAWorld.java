package no.dotkom.portal.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.wire.TokenBuckets;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** A log of AWS on this machine, in virtual time. */
abstract class LogInAWorld {
    static final String GROUP = "/apps/grades-staging";
    static final LogTail.Source SOURCE = new LogTail.Source(GROUP, "task/grades-staging/");

    final LocalAws world = LocalAws.virtual(7);
    final List<BooleanSupplier> beats = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    LogTail tail = tail();

    /** Somebody who follows and keeps what is told. */
    static final class Reader implements LogTail.Sink {
        final List<LogTail.Line> lines = new ArrayList<>();
        final List<String> missed = new ArrayList<>();

        @Override
        public void lines(List<LogTail.Line> told) {
            lines.addAll(told);
        }

        @Override
        public void missed(Cursor after, Cursor before, boolean sampled) {
            missed.add(after.text() + " " + before.text() + (sampled ? " sampled" : ""));
        }

        List<String> texts() {
            return lines.stream().map(LogTail.Line::text).toList();
        }
    }

    @BeforeEach
    void makeGroup() {
        world.parts()
                .logs()
                .createLogGroup(software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest.builder()
                        .logGroupName(GROUP)
                        .build());
        world.dispatch().watch(call -> calls.add(call.operation()));
        world.dispatch().plan(new TokenBuckets(world.clock()));
    }

    LogTail tail() {
        var logs = new LogsCalls(Clients.of(CloudWatchLogsClient.builder(), world.dispatch()));
        return new AwsLogTail(logs, new LogHistory(logs, world.clock(), world::advance), world.clock(), beat -> {
            if (beat.getAsBoolean()) {
                beats.add(beat);
            }
        });
    }

    void write(String task, String text) {
        write(task, text, Duration.ZERO);
    }

    void write(String task, String text, Duration late) {
        var at = world.clock().instant().minus(late);
        world.parts().logs().put(GROUP, "task/grades-staging/" + task, at, text);
    }

    /** Two seconds pass, and the poller looks. */
    void beat() {
        world.advance(Duration.ofSeconds(2));
        beats.removeIf(beat -> !beat.getAsBoolean());
    }

    /** Where a page of a quiet log goes on. */
    Cursor quiet() {
        return Cursor.at(world.clock().instant().minus(LogTail.OVERLAP));
    }

    Cursor now() {
        return Cursor.at(world.clock().instant());
    }
}
