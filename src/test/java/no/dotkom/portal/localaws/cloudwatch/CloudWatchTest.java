package no.dotkom.portal.localaws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** The contract of CloudWatch. */
class CloudWatchTest {
    private final LocalAws world = LocalAws.virtual(1);
    private final CloudWatchClient cloudWatch = Clients.of(CloudWatchClient.builder(), world.dispatch());
    private final Instant begin = world.clock().instant();

    @Test
    void samplesOfAMinuteAreFoldedAndEmptyMinutesAreAbsent() {
        // Given
        sample(1);
        sample(3);
        world.advance(Duration.ofMinutes(2));
        sample(10);
        // When
        var result = data("Average", 60, q -> {}).metricDataResults().getFirst();
        // Then
        assertThat(result.values()).containsExactly(10.0, 2.0);
        assertThat(result.timestamps()).containsExactly(begin.plusSeconds(120), begin);
        assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE);
        assertThat(data("Sum", 300, q -> q.scanBy(ScanBy.TIMESTAMP_ASCENDING))
                        .metricDataResults()
                        .getFirst()
                        .values())
                .containsExactly(14.0);
        assertThat(data("SampleCount", 300, q -> {})
                        .metricDataResults()
                        .getFirst()
                        .values())
                .containsExactly(3.0);
        assertThat(data("Maximum", 300, q -> {}).metricDataResults().getFirst().values())
                .containsExactly(10.0);
        assertThat(data("Minimum", 300, q -> {}).metricDataResults().getFirst().values())
                .containsExactly(1.0);
    }

    @Test
    void percentilesAreWithinFivePercent() {
        // Given
        IntStream.rangeClosed(1, 1000).forEach(n -> sample(n / 1000.0));
        // Then
        assertThat(data("p50", 60, q -> {})
                        .metricDataResults()
                        .getFirst()
                        .values()
                        .getFirst())
                .isCloseTo(0.5, within(0.025));
        assertThat(data("p99", 60, q -> {})
                        .metricDataResults()
                        .getFirst()
                        .values()
                        .getFirst())
                .isCloseTo(0.99, within(0.05));
        assertThat(data("p100", 60, q -> {})
                        .metricDataResults()
                        .getFirst()
                        .values()
                        .getFirst())
                .isEqualTo(1.0);
    }

    @Test
    void anUnknownMetricHasNoValues() {
        assertThat(data("Sum", 60, q -> {}).metricDataResults().getFirst().values())
                .isEmpty();
    }

    @Test
    void badQueriesAreRefused() {
        error(
                "ValidationError",
                () -> cloudWatch.getMetricData(
                        r -> r.startTime(begin).endTime(begin).metricDataQueries(query("m1", "Sum", 60))));
        error("ValidationError", () -> get("M1", "Sum", 60));
        error(
                "ValidationError",
                () -> cloudWatch.getMetricData(r -> r.startTime(begin)
                        .endTime(begin.plusSeconds(60))
                        .metricDataQueries(IntStream.range(0, 501)
                                .mapToObj(n -> query("m" + n, "Sum", 60))
                                .toList())));
        error("InvalidParameterValue", () -> get("m1", "Sum", 61));
        error("InvalidParameterValue", () -> get("m1", "Mode", 60));
        error(
                "NotModelled",
                () -> cloudWatch.getMetricData(r -> r.startTime(begin)
                        .endTime(begin.plusSeconds(60))
                        .metricDataQueries(q -> q.id("e1").expression("m1/2"))));
    }

    private void get(String id, String stat, int period) {
        cloudWatch.getMetricData(
                r -> r.startTime(begin).endTime(begin.plusSeconds(60)).metricDataQueries(query(id, stat, period)));
    }

    private static void error(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CloudWatchException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void ownMetricsArePutInAnyFormAndListed() {
        // When
        cloudWatch.putMetricData(r -> r.namespace("Own")
                .metricData(
                        m -> m.metricName("plain")
                                .value(2.0)
                                .dimensions(d -> d.name("App").value("hello")),
                        m -> m.metricName("several").values(1.0, 2.0).counts(3.0, 1.0),
                        m -> m.metricName("set")
                                .statisticValues(s ->
                                        s.sum(10.0).minimum(1.0).maximum(4.0).sampleCount(4.0))));
        // Then
        assertThat(cloudWatch.listMetrics(r -> r.namespace("Own")).metrics())
                .extracting(Metric::metricName)
                .containsExactly("plain", "several", "set");
        assertThat(cloudWatch.listMetrics(r -> r.dimensions(d -> d.name("App"))).metrics())
                .hasSize(1);
        assertThat(cloudWatch
                        .listMetrics(r -> r.dimensions(d -> d.name("App").value("other")))
                        .metrics())
                .isEmpty();
        assertThat(statistics("Own", "set", r -> r.statistics(Statistic.AVERAGE))
                        .datapoints()
                        .getFirst()
                        .average())
                .isEqualTo(2.5);
        assertThat(statistics("Own", "several", r -> r.statistics(Statistic.SUM))
                        .datapoints()
                        .getFirst()
                        .sum())
                .isEqualTo(5.0);
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> cloudWatch.putMetricData(r ->
                        r.namespace("AWS/ECS").metricData(m -> m.metricName("x").value(1.0))));
        assertThatExceptionOfType(MissingRequiredParameterException.class)
                .isThrownBy(
                        () -> cloudWatch.putMetricData(r -> r.namespace("Own").metricData(m -> m.metricName("x"))));
    }

    @Test
    void aBigBatchArrivesCompressed() {
        // When
        cloudWatch.putMetricData(r -> r.namespace("Own")
                .metricData(IntStream.range(0, 600)
                        .mapToObj(n -> MetricDatum.builder()
                                .metricName("metric-with-a-long-name-" + n)
                                .value(1.0)
                                .build())
                        .toList()));
        // Then
        assertThat(cloudWatch.listMetrics(r -> r.namespace("Own")).metrics()).hasSize(500);
        assertThat(cloudWatch.listMetricsPaginator(r -> r.namespace("Own")).metrics().stream())
                .hasSize(600);
    }

    @Test
    void statisticsTakeOneKindAndAtMost1440Points() {
        // Given
        sample(4);
        // Then
        var point = statistics(
                        "Test",
                        "m",
                        r -> r.extendedStatistics("p90")
                                .dimensions(d -> d.name("D").value("v")))
                .datapoints()
                .getFirst();
        assertThat(point.extendedStatistics()).containsKey("p90");
        assertThatExceptionOfType(InvalidParameterCombinationException.class)
                .isThrownBy(() -> statistics("Test", "m", r -> {}));
        assertThatExceptionOfType(InvalidParameterCombinationException.class)
                .isThrownBy(() -> statistics(
                        "Test", "m", r -> r.statistics(Statistic.SUM).startTime(begin.minus(Duration.ofDays(2)))))
                .withMessageContaining("1,440");
    }

    private GetMetricStatisticsResponse statistics(
            String namespace, String metric, Consumer<GetMetricStatisticsRequest.Builder> change) {
        return cloudWatch.getMetricStatistics(r -> {
            r.namespace(namespace)
                    .metricName(metric)
                    .startTime(begin)
                    .endTime(begin.plusSeconds(600))
                    .period(60);
            change.accept(r);
        });
    }

    private GetMetricDataResponse data(String stat, int period, Consumer<GetMetricDataRequest.Builder> change) {
        return cloudWatch.getMetricData(r -> {
            r.startTime(begin).endTime(begin.plusSeconds(600)).metricDataQueries(query("m1", stat, period));
            change.accept(r);
        });
    }

    private static MetricDataQuery query(String id, String stat, int period) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(s -> s.stat(stat)
                        .period(period)
                        .metric(m -> m.namespace("Test")
                                .metricName("m")
                                .dimensions(d -> d.name("D").value("v"))))
                .build();
    }

    private void sample(double value) {
        world.parts()
                .cloudWatch()
                .put("Test", "m", new TreeMap<>(Map.of("D", "v")), world.clock().instant(), value);
    }
}
