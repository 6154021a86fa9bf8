package no.dotkom.portal.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.plan.LogGroup;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.watch.port.Fleet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** CloudWatch Logs. */
@Component
class LogsCalls {
    /** Somebody looks at an empty page meanwhile (ux.md §1). */
    private static final Duration SEARCH = Duration.ofMillis(2_500);

    private final CloudWatchLogsClient logs;

    @Autowired
    LogsCalls(AwsClients clients) {
        this(clients.logs());
    }

    LogsCalls(CloudWatchLogsClient logs) {
        this.logs = logs;
    }

    /** A log group that exists. @param arn without the trailing {@code :*}; @param retentionDays 0 for ever */
    record Found(String arn, LogGroup group) {}

    Optional<Found> find(String name) {
        return logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(name)).logGroups().stream()
                .filter(group -> group.logGroupName().equals(name))
                .findFirst()
                .map(LogsCalls::found);
    }

    List<Found> below(String prefix) {
        return logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(prefix)).logGroups().stream()
                .map(LogsCalls::found)
                .toList();
    }

    private static Found found(software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group) {
        var days = group.retentionInDays() == null ? 0 : group.retentionInDays();
        return new Found(group.arn().replaceAll(":\\*$", ""), new LogGroup(group.logGroupName(), days));
    }

    Map<String, String> tags(String arn) {
        return logs.listTagsForResource(request -> request.resourceArn(arn)).tags();
    }

    void create(Subject subject, LogGroup want) {
        logs.createLogGroup(request -> request.logGroupName(want.name()).tags(Tags.of(subject)));
    }

    void adopt(Subject subject, String arn) {
        logs.tagResource(request -> request.resourceArn(arn).tags(Tags.of(subject)));
    }

    void setRetention(LogGroup want) {
        logs.putRetentionPolicy(request -> request.logGroupName(want.name()).retentionInDays(want.retentionDays()));
    }

    void delete(String name) {
        logs.deleteLogGroup(request -> request.logGroupName(name));
    }

    /** The last lines of one stream; none when there is no such stream, for its task never wrote. */
    List<Fleet.LineSeen> lastLines(String group, String stream, int most) {
        try {
            return logs
                    .getLogEvents(request -> request.logGroupName(group)
                            .logStreamName(stream)
                            .startFromHead(false)
                            .limit(most))
                    .events()
                    .stream()
                    .map(event ->
                            new Fleet.LineSeen(java.time.Instant.ofEpochMilli(event.timestamp()), event.message()))
                    .toList();
        } catch (ResourceNotFoundException neverWrote) {
            return List.of();
        }
    }

    /** A page of lines, and the token of the next or null. A page may be empty and not the last. */
    record Page(List<LogTail.Line> lines, @Nullable String next) {}

    /** Lines of all streams of a source, in their order; none when there is no such group yet. @param to counts too */
    Page page(LogTail.Source source, long from, @Nullable Long to, @Nullable String token) {
        try {
            var answer = logs.filterLogEvents(request -> request.logGroupName(source.group())
                    .logStreamNamePrefix(source.streams())
                    .startTime(from)
                    .endTime(to)
                    .nextToken(token)
                    .overrideConfiguration(
                            limits -> limits.apiCallAttemptTimeout(SEARCH).apiCallTimeout(SEARCH)));
            return new Page(
                    answer.events().stream()
                            .map(LogsCalls::line)
                            .sorted(LogHistory.IN_ORDER)
                            .toList(),
                    answer.nextToken());
        } catch (ResourceNotFoundException nothingWritten) {
            return new Page(List.of(), null);
        }
    }

    private static LogTail.Line line(FilteredLogEvent event) {
        var stream = event.logStreamName();
        return new LogTail.Line(
                new Cursor(event.timestamp(), event.eventId()),
                stream.substring(stream.lastIndexOf('/') + 1),
                event.message());
    }
}
