package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import no.dotkom.portal.dashboard.port.Metrics;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.dashboard.port.Metrics.Source;
import no.dotkom.portal.dashboard.port.Metrics.Window;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.model.Arn;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** What CloudWatch is asked, and how seldom. */
@Tag("alone")
class AwsMetricsTest {
    private static final Set<Measure> ALL = EnumSet.allOf(Measure.class);
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final Source GRADES = new Source(
            "grades",
            new Arn("arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/grades/73e2d6bc24d8a067"),
            new Arn("arn:aws:elasticloadbalancing:eu-north-1:123456789012:loadbalancer/app/gateway/50dc6c495c0c9188"));
    private static final Source WORKER = new Source("worker", null, null);

    private final LocalAws aws = LocalAws.virtual(1);
    private final Instant begin = aws.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    private final Window window = new Window(begin, begin.plus(Duration.ofMinutes(5)), Duration.ofMinutes(1));
    private final AtomicReference<Instant> now = new AtomicReference<>(begin.plus(Duration.ofMinutes(5)));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicInteger asked = new AtomicInteger();
    private final CloudWatchClient client = Clients.of(CloudWatchClient.builder(), aws.dispatch());
    private final Metrics metrics = metrics(new MetricCalls(client) {
        @Override
        Map<Wanted, Metrics.Series> read(String cluster, java.util.Collection<Wanted> wanted, Window window) {
            asked.incrementAndGet();
            return super.read(cluster, wanted, window);
        }
    });

    private Metrics metrics(MetricCalls calls) {
        var usage = new MetricUsageRepository(DSL.using(DATABASE.dataSource(), SQLDialect.POSTGRES));
        return new AwsMetrics(calls, () -> "evergreen", usage, clock);
    }

    private void put(String namespace, String metric, int minute, double value, String... dimensions) {
        var named = new TreeMap<String, String>();
        for (var index = 0; index < dimensions.length; index += 2) {
            named.put(dimensions[index], dimensions[index + 1]);
        }
        aws.parts()
                .cloudWatch()
                .put(
                        namespace,
                        metric,
                        named,
                        begin.plus(Duration.ofMinutes(minute)).plusSeconds(7),
                        value);
    }

    private void ofTargets(String metric, int minute, double value) {
        put(
                "AWS/ApplicationELB",
                metric,
                minute,
                value,
                "LoadBalancer",
                "app/gateway/50dc6c495c0c9188",
                "TargetGroup",
                "targetgroup/grades/73e2d6bc24d8a067");
    }

    @Test
    void everyMeasureIsReadUnderTheNameAndStatisticThatAwsHasForIt() {
        // Given
        for (var name : List.of("CPUUtilization", "MemoryUtilization")) {
            put("AWS/ECS", name, 1, 20, "ClusterName", "evergreen", "ServiceName", "grades");
            put("AWS/ECS", name, 1, 60, "ClusterName", "evergreen", "ServiceName", "grades");
        }
        ofTargets("RequestCount", 2, 1);
        ofTargets("RequestCount", 2, 1);
        ofTargets("TargetResponseTime", 2, .25);
        ofTargets("HTTPCode_Target_4XX_Count", 2, 1);
        ofTargets("HTTPCode_Target_5XX_Count", 3, 1);
        ofTargets("HealthyHostCount", 3, 2);
        ofTargets("HealthyHostCount", 3, 1);
        put("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", 4, 1, "LoadBalancer", "app/gateway/50dc6c495c0c9188");

        // When
        var read = metrics.read(List.of(GRADES), window, ALL).getOrDefault(GRADES, Map.of());

        // Then
        assertThat(told(read, Measure.CPU_AVERAGE)).isEqualTo("[-, 40.0, -, -, -]");
        assertThat(told(read, Measure.CPU_HIGHEST)).isEqualTo("[-, 60.0, -, -, -]");
        assertThat(told(read, Measure.MEMORY_AVERAGE)).isEqualTo("[-, 40.0, -, -, -]");
        assertThat(told(read, Measure.MEMORY_HIGHEST)).isEqualTo("[-, 60.0, -, -, -]");
        assertThat(told(read, Measure.REQUESTS)).isEqualTo("[-, -, 2.0, -, -]");
        assertThat(told(read, Measure.LATENCY_P50)).isEqualTo("[-, -, 0.25, -, -]");
        assertThat(told(read, Measure.ANSWERS_4XX)).isEqualTo("[-, -, 1.0, -, -]");
        assertThat(told(read, Measure.ANSWERS_5XX)).isEqualTo("[-, -, -, 1.0, -]");
        assertThat(told(read, Measure.HEALTHY)).isEqualTo("[-, -, -, 1.0, -]");
        assertThat(told(read, Measure.BALANCER_5XX)).isEqualTo("[-, -, -, -, 1.0]");
        assertThat(read).containsOnlyKeys(ALL);
    }

    private static String told(Map<Measure, Metrics.Series> read, Measure measure) {
        return Arrays.stream(Objects.requireNonNull(read.get(measure)).values())
                .mapToObj(value -> Double.isNaN(value) ? "-" : String.valueOf(value))
                .toList()
                .toString();
    }

    @Test
    void aWorkerIsAskedOnlyForWhatItHas() {
        var month = YearMonth.from(begin.atZone(ZoneOffset.UTC));
        var before = metrics.asked(month);
        assertThat(metrics.read(List.of(WORKER), window, ALL).get(WORKER))
                .containsOnlyKeys(
                        Measure.CPU_AVERAGE, Measure.CPU_HIGHEST, Measure.MEMORY_AVERAGE, Measure.MEMORY_HIGHEST);
        assertThat(metrics.asked(month) - before).isEqualTo(4);
    }

    @Test
    void oneAnswerServesEverybodyForAMinute() {
        metrics.read(List.of(GRADES), window, ALL);
        metrics.read(List.of(GRADES), window, EnumSet.of(Measure.REQUESTS));
        now.set(now.get().plusSeconds(59));
        metrics.read(List.of(GRADES), window, ALL);
        assertThat(asked).hasValue(1);
        now.set(now.get().plusSeconds(1));
        metrics.read(List.of(GRADES), window, ALL);
        assertThat(asked).hasValue(2);
    }

    @Test
    void ofManyThatAskAtOnceOneAsksAws() throws Exception {
        for (var round = 1; round <= 50; round++) {
            askedByManyAtOnce();
            assertThat(asked).hasValue(round);
            now.set(now.get().plusSeconds(60));
        }
    }

    private void askedByManyAtOnce() throws Exception {
        var together = new CountDownLatch(40);
        try (var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var viewer = 0; viewer < 40; viewer++) {
                viewers.submit(() -> {
                    together.countDown();
                    together.await(10, TimeUnit.SECONDS);
                    return metrics.read(List.of(GRADES), window, ALL);
                });
            }
        }
    }

    @Test
    void moreThanACallHoldsIsAskedInSeveral() {
        // Given
        var many = java.util.stream.IntStream.range(0, 60)
                .mapToObj(number -> new Source("app" + number, GRADES.targetGroup(), GRADES.loadBalancer()))
                .toList();

        // Then
        assertThat(metrics.read(many, window, ALL))
                .hasSize(60)
                .allSatisfy((source, series) -> assertThat(series).hasSize(ALL.size()));
    }

    @Test
    void aCloudWatchThatIsSlowKeepsFewWaitingAndTellsTheOthersAtOnce() throws Exception {
        // Given
        var let = new CountDownLatch(1);
        var waiting = new CountDownLatch(4);
        var slow = metrics(new MetricCalls(client) {
            @Override
            Map<Wanted, Metrics.Series> read(String cluster, java.util.Collection<Wanted> wanted, Window window) {
                waiting.countDown();
                try {
                    let.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return super.read(cluster, wanted, window);
            }
        });
        try (var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var viewer = 0; viewer < 4; viewer++) {
                var source = new Source("slow" + viewer, null, null);
                viewers.submit(() -> slow.read(List.of(source), window, ALL));
            }
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

            // When
            var begun = System.nanoTime();
            assertThatThrownBy(() -> slow.read(List.of(WORKER), window, ALL))
                    .isInstanceOf(Metrics.Unreadable.class)
                    .hasMessageContaining("Too many questions");

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
            let.countDown();
        }
        assertThat(slow.read(List.of(WORKER), window, ALL)).containsKey(WORKER);
    }

    @Test
    void aRefusalIsAwssOwnWordsAndIsNotKept() {
        // Given
        var wrong = new Window(begin, begin.plusSeconds(300), Duration.ofSeconds(61));

        // Then
        for (var time = 0; time < 2; time++) {
            assertThatThrownBy(() -> metrics.read(List.of(WORKER), wrong, ALL))
                    .isInstanceOf(Metrics.Unreadable.class)
                    .hasMessageContaining("Period");
        }
        assertThat(asked).hasValue(2);
    }
}
