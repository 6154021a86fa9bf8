package no.dotkom.portal.localaws.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** The contract of CloudWatch Logs. */
class LogsTest {
    private static final String GROUP = "/apps/hello-production";

    private final LocalAws world = LocalAws.virtual(1);
    private final CloudWatchLogsClient logs = Clients.of(CloudWatchLogsClient.builder(), world.dispatch());

    @Test
    void aGroupIsMadeOnceAndKeepsEverythingForEver() {
        // When
        create(GROUP);
        // Then
        var group = logs.describeLogGroups(r -> r.logGroupNamePrefix("/apps/"))
                .logGroups()
                .getFirst();
        assertThat(group.logGroupName()).isEqualTo(GROUP);
        assertThat(group.retentionInDays()).isNull();
        assertThat(group.creationTime()).isEqualTo(now());
        assertThat(group.arn()).isEqualTo("arn:aws:logs:eu-north-1:123456789012:log-group:" + GROUP + ":*");
        assertThatExceptionOfType(ResourceAlreadyExistsException.class).isThrownBy(() -> create(GROUP));
    }

    @Test
    void badNamesAreRefused() {
        for (var name : new String[] {"", "a b", "aws/x", "x".repeat(513), "æ"}) {
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> create(name));
        }
    }

    @Test
    void retentionHasFixedValues() {
        // Given
        create(GROUP);
        // When
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(30));
        // Then
        assertThat(logs.describeLogGroups().logGroups().getFirst().retentionInDays())
                .isEqualTo(30);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(31)));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        logs.putRetentionPolicy(r -> r.logGroupName("/nothing").retentionInDays(30)));
        logs.deleteRetentionPolicy(r -> r.logGroupName(GROUP));
        assertThat(logs.describeLogGroups().logGroups().getFirst().retentionInDays())
                .isNull();
    }

    @Test
    void eventsOlderThanTheRetentionAreDropped() {
        // Given
        create(GROUP);
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(1));
        line("web/web/1", "old");
        // When
        world.advance(Duration.ofHours(26));
        line("web/web/1", "new");
        // Then
        assertThat(filter()).containsExactly("new");
    }

    @Test
    void aDeletedGroupIsGone() {
        // Given
        create(GROUP);
        // When
        logs.deleteLogGroup(r -> r.logGroupName(GROUP));
        // Then
        assertThat(logs.describeLogGroups().logGroups()).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.deleteLogGroup(r -> r.logGroupName(GROUP)));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::filter);
    }

    @Test
    void tagsAreSetOnCreateAndLater() {
        // Given
        logs.createLogGroup(r -> r.logGroupName(GROUP).tags(Map.of("a", "1")));
        var arn = logs.describeLogGroups().logGroups().getFirst().logGroupArn();
        // When
        logs.tagResource(r -> r.resourceArn(arn).tags(Map.of("b", "2")));
        logs.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
        // Then
        assertThat(logs.listTagsForResource(r -> r.resourceArn(arn)).tags()).isEqualTo(Map.of("b", "2"));
        assertThatExceptionOfType(TooManyTagsException.class)
                .isThrownBy(() -> logs.tagResource(r -> r.resourceArn(arn)
                        .tags(IntStream.range(0, 50).boxed().collect(Collectors.toMap(n -> "k" + n, n -> "v")))))
                .satisfies(e -> assertThat(e.resourceName()).isEqualTo(arn));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.listTagsForResource(r -> r.resourceArn(arn + "x")));
    }

    @Test
    void groupsAndStreamsComeInPagesOfFifty() {
        // Given
        IntStream.range(0, 60).forEach(n -> create("/apps/g" + n));
        IntStream.range(0, 60)
                .forEach(n ->
                        logs.createLogStream(r -> r.logGroupName("/apps/g0").logStreamName("s" + n)));
        // When
        var groups =
                logs.describeLogGroupsPaginator(r -> {}).logGroups().stream().count();
        var streams = logs.describeLogStreamsPaginator(r -> r.logGroupName("/apps/g0")).logStreams().stream()
                .count();
        // Then
        assertThat(logs.describeLogGroups().logGroups()).hasSize(50);
        assertThat(groups).isEqualTo(60);
        assertThat(streams).isEqualTo(60);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.describeLogGroups(r -> r.limit(51)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.describeLogGroups(r -> r.nextToken("made up")));
    }

    @Test
    void streamsAreOrderedByNameOrLastEvent() {
        // Given
        create(GROUP);
        line("b", "1");
        world.advance(Duration.ofSeconds(1));
        line("a", "2");
        // When
        var byName = logs.describeLogStreams(r -> r.logGroupName(GROUP)).logStreams();
        var byTime = logs.describeLogStreams(r -> r.logGroupName(GROUP).orderBy(OrderBy.LAST_EVENT_TIME))
                .logStreams();
        // Then
        assertThat(byName).extracting(LogStream::logStreamName).containsExactly("a", "b");
        assertThat(byTime).extracting(LogStream::logStreamName).containsExactly("b", "a");
        assertThatExceptionOfType(ResourceAlreadyExistsException.class)
                .isThrownBy(
                        () -> logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("a")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.describeLogStreams(r -> r.logGroupName("/nothing")));
    }

    @Test
    void putEventsAreReadBack() {
        // Given
        create(GROUP);
        logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("s"));
        // When
        var put = logs.putLogEvents(r -> r.logGroupName(GROUP)
                .logStreamName("s")
                .logEvents(
                        e -> e.timestamp(now() - Duration.ofDays(20).toMillis()).message("too old"),
                        e -> e.timestamp(now()).message("with \u001b[31mcolour\u001b[0m and <tags>"),
                        e -> e.timestamp(now() + Duration.ofHours(3).toMillis()).message("too new")));
        // Then
        assertThat(filter()).containsExactly("with \u001b[31mcolour\u001b[0m and <tags>");
        assertThat(put.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
        assertThat(put.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(2);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.putLogEvents(r -> r.logGroupName(GROUP)
                        .logStreamName("s")
                        .logEvents(
                                e -> e.timestamp(now()).message("b"),
                                e -> e.timestamp(now() - 1).message("a"))))
                .withMessageContaining("chronological order");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.putLogEvents(r -> r.logGroupName(GROUP)
                        .logStreamName("t")
                        .logEvents(e -> e.timestamp(now()).message("x"))));
    }

    @Test
    void eventsOfSeveralStreamsComeInOrderAndInPages() {
        // Given
        create(GROUP);
        for (int n = 0; n < 25; n++) {
            line(n % 2 == 0 ? "web/web/even" : "web/web/odd", "line " + n);
            world.advance(Duration.ofMillis(10));
        }
        // When
        var first = logs.filterLogEvents(r -> r.logGroupName(GROUP).limit(10));
        var all = logs.filterLogEventsPaginator(r -> r.logGroupName(GROUP).limit(10)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
        var even = logs.filterLogEvents(r -> r.logGroupName(GROUP).logStreamNames("web/web/even"))
                .events();
        // Then
        assertThat(first.events()).hasSize(10);
        assertThat(all)
                .isEqualTo(IntStream.range(0, 25).mapToObj(n -> "line " + n).toList());
        assertThat(even).hasSize(13).allMatch(e -> e.logStreamName().equals("web/web/even"));
        assertThat(first.events())
                .extracting(FilteredLogEvent::eventId)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> logs.filterLogEvents(r -> r.logGroupName(GROUP).logStreamNames("nothing")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> logs.filterLogEvents(r -> r.logGroupName(GROUP).nextToken("made up")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.filterLogEvents(r -> r.logGroupName(GROUP)
                        .logStreamNames(
                                IntStream.range(0, 101).mapToObj(n -> "s" + n).toList())));
    }

    @Test
    void aFilterPatternChooses() {
        // Given
        create(GROUP);
        line("s", "ERROR database down");
        line("s", "ERROR ignored noise");
        line("s", "all well");
        // Then
        assertThat(filter("ERROR")).hasSize(2);
        assertThat(filter("ERROR -noise")).containsExactly("ERROR database down");
        assertThat(filter("?database ?well")).containsExactly("ERROR database down", "all well");
        assertThat(filter("\"all well\"")).containsExactly("all well");
        assertThatExceptionOfType(CloudWatchLogsException.class)
                .isThrownBy(() -> filter("{ $.level = \"error\" }"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501));
    }

    @Test
    void aStreamIsReadForthUntilTheTokenRepeats() {
        // Given
        create(GROUP);
        IntStream.range(0, 25).forEach(n -> line("s", "line " + n));
        var read = new ArrayList<String>();
        String token = null;
        // When
        while (true) {
            var from = token;
            var page = logs.getLogEvents(r -> r.logGroupName(GROUP)
                    .logStreamName("s")
                    .startFromHead(true)
                    .limit(10)
                    .nextToken(from));
            page.events().forEach(e -> read.add(e.message()));
            if (page.nextForwardToken().equals(token)) {
                break;
            }
            token = page.nextForwardToken();
        }
        // Then
        assertThat(read)
                .isEqualTo(IntStream.range(0, 25).mapToObj(n -> "line " + n).toList());
    }

    @Test
    void aStreamIsReadFromItsEndAndBack() {
        // Given
        create(GROUP);
        IntStream.range(0, 25).forEach(n -> line("s", "line " + n));
        // When
        var last =
                logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("s").limit(10));
        var before = logs.getLogEvents(
                r -> r.logGroupName(GROUP).logStreamName("s").limit(10).nextToken(last.nextBackwardToken()));
        line("s", "line 25");
        var after =
                logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("s").nextToken(last.nextForwardToken()));
        // Then
        assertThat(last.events()).first().satisfies(e -> assertThat(e.message()).isEqualTo("line 15"));
        assertThat(before.events())
                .first()
                .satisfies(e -> assertThat(e.message()).isEqualTo("line 5"));
        assertThat(after.events()).extracting(OutputLogEvent::message).containsExactly("line 25");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("t")));
    }

    @Test
    void theEndOfAWindowCountsWhenFilteringAndNotWhenGetting() {
        // Given
        create(GROUP);
        line("s", "x");
        // Then
        assertThat(logs.filterLogEvents(
                                r -> r.logGroupName(GROUP).startTime(now()).endTime(now()))
                        .events())
                .hasSize(1);
        assertThat(logs.getLogEvents(r -> r.logGroupName(GROUP)
                                .logStreamName("s")
                                .startTime(now())
                                .endTime(now()))
                        .events())
                .isEmpty();
    }

    private long now() {
        return world.clock().millis();
    }

    private void create(String group) {
        logs.createLogGroup(r -> r.logGroupName(group));
    }

    private void line(String stream, String text) {
        world.parts().logs().put(GROUP, stream, world.clock().instant(), text);
    }

    private List<String> filter() {
        return filter(null);
    }

    private List<String> filter(@Nullable String pattern) {
        return logs.filterLogEvents(r -> r.logGroupName(GROUP).filterPattern(pattern)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }
}
