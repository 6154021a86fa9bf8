package no.dotkom.portal.localaws.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.LogSink;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** CloudWatch Logs. A group never expires until it is given a retention; then events older than that are dropped. */
public final class Logs implements LogSink {
    private static final int PAGE = 50;
    private static final int TAGS = 50;
    private static final int BATCH = 10_000;
    private static final Duration TOO_OLD = Duration.ofDays(14);
    private static final Duration TOO_NEW = Duration.ofHours(2);
    private static final Duration SWEPT = Duration.ofHours(1);

    private final Timeline timeline;
    private final Account account;
    private final Lag lag;
    private final NavigableMap<String, Group> groups = new TreeMap<>();
    private long events;

    public Logs(Timeline timeline, Account account, Lag lag) {
        this.timeline = timeline;
        this.account = account;
        this.lag = lag;
        timeline.every(SWEPT, this::sweep);
    }

    private long now() {
        return timeline.instant().toEpochMilli();
    }

    private void sweep() {
        for (var group : groups.values()) {
            if (group.retentionDays != null) {
                group.forgetBefore(now() - Duration.ofDays(group.retentionDays).toMillis());
            }
        }
    }

    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        Refusal.checkName(request.logGroupName());
        if (groups.containsKey(request.logGroupName())) {
            throw Refusal.groupExists();
        }
        if (request.tags().size() > TAGS) {
            throw Refusal.tooManyTags(request.logGroupName());
        }
        var arn = account.arn("logs", "log-group:" + request.logGroupName());
        var group = new Group(request.logGroupName(), arn, now());
        group.tags.putAll(request.tags());
        groups.put(group.name, group);
        return CreateLogGroupResponse.builder().build();
    }

    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        groups.remove(group(request.logGroupName()).name);
        return DeleteLogGroupResponse.builder().build();
    }

    private Group group(@Nullable String name) {
        if (name == null) {
            throw Refusal.invalid("A log group name must be given");
        }
        var group = groups.get(name);
        if (group == null) {
            throw Refusal.noGroup();
        }
        return group;
    }

    /** An identifier is a name or an ARN, which may end in {@code :*}. */
    private Group group(@Nullable String name, @Nullable String identifier) {
        if (name != null && identifier != null) {
            throw Refusal.invalid("logGroupName and logGroupIdentifier cannot both be given");
        }
        return group(identifier == null ? name : named(identifier));
    }

    private static String named(String arn) {
        return arn.replaceFirst("^arn:aws:logs:[^:]*:[^:]*:log-group:", "").replaceFirst(":\\*$", "");
    }

    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        Refusal.checkRetention(Objects.requireNonNullElse(request.retentionInDays(), 0));
        group(request.logGroupName()).retentionDays = request.retentionInDays();
        return PutRetentionPolicyResponse.builder().build();
    }

    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
        group(request.logGroupName()).retentionDays = null;
        return DeleteRetentionPolicyResponse.builder().build();
    }

    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
            throw Refusal.invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        var prefix = Objects.requireNonNullElse(request.logGroupNamePrefix(), "");
        var part = Objects.requireNonNullElse(request.logGroupNamePattern(), "");
        var all = groups.values().stream()
                .filter(group -> group.name.startsWith(prefix) && group.name.contains(part))
                .filter(group -> lag.shows(Instant.ofEpochMilli(group.createdAt)))
                .toList();
        var page = Page.of(all, request.nextToken(), limit(request.limit()), PAGE, Logs::badToken);
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    private static @Nullable Integer limit(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > PAGE)) {
            throw Refusal.invalid(
                    "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50"
                            .formatted(asked));
        }
        return asked;
    }

    private static RuntimeException badToken() {
        return Refusal.invalid("The specified nextToken is invalid.");
    }

    private LogGroup described(Group group) {
        return LogGroup.builder()
                .logGroupName(group.name)
                .arn(group.arn + ":*")
                .logGroupArn(group.arn)
                .creationTime(group.createdAt)
                .retentionInDays(group.retentionDays)
                .metricFilterCount(0)
                .logGroupClass(LogGroupClass.STANDARD)
                .storedBytes(group.events().stream()
                        .mapToLong(event -> event.message().length())
                        .sum())
                .build();
    }

    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
        var group = group(request.logGroupName());
        if (group.streams.containsKey(request.logStreamName())) {
            throw Refusal.streamExists();
        }
        if (request.logStreamName().isEmpty() || request.logStreamName().matches(".*[:*].*")) {
            throw Refusal.invalid("1 validation error detected: Value '%s' at 'logStreamName' failed to satisfy"
                            .formatted(request.logStreamName())
                    + " constraint: Member must satisfy regular expression pattern: [^:*]*");
        }
        make(group, request.logStreamName());
        return CreateLogStreamResponse.builder().build();
    }

    private void make(Group group, String stream) {
        group.streams.put(stream, new Group.Stream(stream, group.arn + ":log-stream:" + stream, now()));
    }

    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        var group = group(request.logGroupName(), request.logGroupIdentifier());
        var byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && request.logStreamNamePrefix() != null) {
            throw Refusal.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        var prefix = Objects.requireNonNullElse(request.logStreamNamePrefix(), "");
        Comparator<Group.Stream> order =
                byTime ? Comparator.comparingLong(s -> s.last) : Comparator.comparing(s -> s.name);
        var all = group.streams.values().stream()
                .filter(stream -> stream.name.startsWith(prefix))
                .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
                .toList();
        var page = Page.of(all, request.nextToken(), limit(request.limit()), PAGE, Logs::badToken);
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items().stream().map(Logs::described).toList())
                .nextToken(page.next())
                .build();
    }

    private static LogStream described(Group.Stream stream) {
        var described = LogStream.builder()
                .logStreamName(stream.name)
                .arn(stream.arn)
                .creationTime(stream.createdAt)
                .storedBytes(0L)
                .uploadSequenceToken("0");
        return stream.empty()
                ? described.build()
                : described
                        .firstEventTimestamp(stream.first)
                        .lastEventTimestamp(stream.last)
                        .lastIngestionTime(stream.lastArrival)
                        .build();
    }

    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
        var group = group(request.logGroupName());
        if (!group.streams.containsKey(request.logStreamName())) {
            throw Refusal.noStream();
        }
        checkBatch(request.logEvents());
        var oldest = now() - TOO_OLD.toMillis();
        var newest = now() + TOO_NEW.toMillis();
        request.logEvents().stream()
                .filter(event -> event.timestamp() >= oldest && event.timestamp() <= newest)
                .forEach(event -> add(group, request.logStreamName(), event.timestamp(), event.message()));
        return PutLogEventsResponse.builder()
                .nextSequenceToken("0")
                .rejectedLogEventsInfo(rejected(request.logEvents(), oldest, newest))
                .build();
    }

    private static void checkBatch(List<InputLogEvent> batch) {
        if (batch.isEmpty() || batch.size() > BATCH) {
            throw Refusal.invalid("A batch has between 1 and 10000 log events");
        }
        for (int i = 1; i < batch.size(); i++) {
            if (batch.get(i).timestamp() < batch.get(i - 1).timestamp()) {
                throw Refusal.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
    }

    private static @Nullable RejectedLogEventsInfo rejected(List<InputLogEvent> batch, long oldest, long newest) {
        var old = (int) batch.stream().filter(e -> e.timestamp() < oldest).count();
        var good = (int) batch.stream().filter(e -> e.timestamp() <= newest).count();
        return old == 0 && good == batch.size()
                ? null
                : RejectedLogEventsInfo.builder()
                        .tooOldLogEventEndIndex(old == 0 ? null : old)
                        .tooNewLogEventStartIndex(good == batch.size() ? null : good)
                        .build();
    }

    private void add(Group group, String stream, long at, String message) {
        group.add(new Event(events++, stream, at, now(), message));
    }

    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        var group = group(request.logGroupName(), request.logGroupIdentifier());
        if (!group.streams.containsKey(request.logStreamName())) {
            throw Refusal.noStream();
        }
        return Reading.get(group, request);
    }

    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        var group = group(request.logGroupName(), request.logGroupIdentifier());
        Reading.check(request);
        if (!group.streams.keySet().containsAll(request.logStreamNames())) {
            throw Refusal.noStream();
        }
        return Reading.filter(group, request);
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        var tags = group(named(request.resourceArn())).tags;
        var together = new HashMap<>(tags);
        together.putAll(request.tags());
        if (together.size() > TAGS) {
            throw Refusal.tooManyTags(request.resourceArn());
        }
        tags.putAll(request.tags());
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        group(named(request.resourceArn())).tags.keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(Map.copyOf(group(named(request.resourceArn())).tags))
                .build();
    }

    @Override
    public boolean groupExists(String group) {
        return groups.containsKey(group);
    }

    @Override
    public void put(String groupName, String stream, Instant at, String line) {
        var group = groups.get(groupName);
        if (group != null) {
            if (!group.streams.containsKey(stream)) {
                make(group, stream);
            }
            add(group, stream, at.toEpochMilli(), line);
        }
    }
}
