package no.dotkom.portal.dashboard.metrics;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.dotkom.portal.dashboard.Sentence;
import no.dotkom.portal.dashboard.metrics.Facts.Deployed;
import no.dotkom.portal.dashboard.metrics.Facts.Died;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.dashboard.port.Metrics.Series;
import no.dotkom.portal.dashboard.port.Metrics.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the charts draw and say. */
class ChartsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-27T11:00:00Z");
    private static final Facts NOTHING_ELSE = new Facts(List.of(), List.of(), 2);
    private final Map<Measure, Series> series = new EnumMap<>(Measure.class);

    private static Span span(int periods, Duration period) {
        return new Span(new Window(BEGIN, BEGIN.plus(period.multipliedBy(periods)), period), Range.HOUR);
    }

    private ChartsTest measured(Measure measure, double... values) {
        series.put(measure, new Series(values));
        return this;
    }

    private Chart chart(String id, Facts facts) {
        return chart(id, facts, Duration.ofMinutes(1));
    }

    private Chart chart(String id, Facts facts, Duration period) {
        var periods = series.values().iterator().next().values().length;
        var span = span(periods, period);
        return new Charts(new Readings(series, span), span, facts)
                .all(true).stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    private static String key(Sentence sentence) {
        return ((Sentence.Keyed) sentence).key().replace("dashboard.metrics.say.", "");
    }

    private static List<Object> values(Sentence sentence) {
        return ((Sentence.Keyed) sentence).values();
    }

    private static Object minute(int minute) {
        return Sentence.moment(BEGIN.plus(Duration.ofMinutes(minute)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0, '2,1,0'
            1, '2,1,0'
            3, '3,2,1,0'
            7, '8,6,4,2,0'
            61, '80,60,40,20,0'
            125, '125,100,75,50,25,0'
            846, '1000,800,600,400,200,0'
            1204, '1250,1000,750,500,250,0'
            400, '400,300,200,100,0'
            """)
    void anAxisHasRoundNumbersAndRoomForTheHighest(double most, String ticks) {
        var scale = Scale.to(most, true);
        assertThat(scale.ticks().stream().map(tick -> String.format(Locale.ROOT, "%.0f", tick)))
                .containsExactly(ticks.split(","));
        assertThat(scale.top()).isGreaterThanOrEqualTo(most);
    }

    @Test
    void everyAxisIsHighEnoughAndNotTooFine() {
        for (var most = 0.0; most < 100_000; most = most * 1.07 + 0.3) {
            var scale = Scale.to(most, true);
            assertThat(scale.top()).as("for %s", most).isGreaterThanOrEqualTo(most - 1e-6);
            assertThat(scale.ticks())
                    .as("for %s", most)
                    .hasSizeBetween(3, 7)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(scale.ticks()).allMatch(tick -> tick == Math.rint(tick));
        }
    }

    @Test
    void aLineIsBrokenWhereNothingWasMeasured() {
        // Given
        var line = new Line("cpu", "1", new double[] {NaN, 0, 50, NaN, 100, NaN, 25, 25});

        // Then
        var scale = Scale.to(100, true);
        assertThat(line.path(scale)).isEqualTo("M51.4 100L102.9 50M205.7 0h.1M308.6 75L360 75");
        assertThat(line.area(scale))
                .startsWith("M51.4 100L51.4 100L102.9 50L102.9 100ZM205.7 100")
                .endsWith("L360 100Z");
        assertThat(line.data()).isEqualTo(",0,50,,100,,25,25");
        assertThat(line.last()).isEqualTo(25);
    }

    @Test
    void aCountIsZeroWhileTheLoadBalancerReportedAndElseUnknown() {
        // Given
        measured(Measure.HEALTHY, 2, 2, NaN, 2).measured(Measure.REQUESTS, 7, NaN, NaN, 9);

        // Then
        assertThat(chart("requests", NOTHING_ELSE).lines().getFirst().values()).containsExactly(7, 0, NaN, 9);
    }

    @Test
    void requestsAreToldByTheMinuteHoweverLongAPeriodIs() {
        // Given
        measured(Measure.HEALTHY, 1, 1).measured(Measure.REQUESTS, 300, 3000);

        // When
        var chart = chart("requests", NOTHING_ELSE, Duration.ofMinutes(30));

        // Then
        assertThat(chart.lines().getFirst().values()).containsExactly(10, 100);
        assertThat(values(chart.summary())).containsExactly(100.0, 10.0, minute(0));
    }

    @Test
    void aPeakNamesTheVersionThatRanThen() {
        // Given
        measured(Measure.MEMORY_HIGHEST, 50, 94.4, 80);
        var deployed = List.of(
                new Deployed(BEGIN.minusSeconds(3600), 41),
                new Deployed(BEGIN.plusSeconds(90), 42),
                new Deployed(BEGIN.plusSeconds(150), 43));

        // When
        var chart = chart("memory", new Facts(deployed, List.of(), 2));

        // Then
        assertThat(key(chart.summary())).isEqualTo("peak.version");
        assertThat(values(chart.summary())).containsExactly(94L, minute(1), "42");
        assertThat(chart.scale().top()).isEqualTo(125);
    }

    @Test
    void errorsNameTheTaskThatStoppedThen() {
        // Given
        measured(Measure.HEALTHY, 2, 1, 1).measured(Measure.ANSWERS_5XX, NaN, 61, 2);
        var died = List.of(new Died(BEGIN.plusSeconds(65), "c081"));

        // When
        var said = chart("errors", new Facts(List.of(), died, 2)).summary();

        // Then
        assertThat(key(said)).isEqualTo("errors.died");
        assertThat(values(said)).containsExactly(63L, minute(1), "c081");
    }

    @Test
    void withoutErrorsOfItsOwnTheLoadBalancersAreTold() {
        measured(Measure.HEALTHY, 2, 2).measured(Measure.BALANCER_5XX, NaN, 4);
        assertThat(key(chart("errors", NOTHING_ELSE).summary())).isEqualTo("errors.balancer");
        series.remove(Measure.BALANCER_5XX);
        assertThat(key(chart("errors", NOTHING_ELSE).summary())).isEqualTo("errors.none");
        measured(Measure.ANSWERS_4XX, 1, NaN);
        assertThat(key(chart("errors", NOTHING_ELSE).summary())).isEqualTo("errors.wrong");
    }

    @Test
    void nothingMeasuredIsNotCalledWell() {
        measured(Measure.CPU_AVERAGE, NaN, NaN);
        for (var id : List.of("memory", "cpu", "requests", "errors", "healthy")) {
            assertThat(key(chart(id, NOTHING_ELSE).summary())).as(id).isEqualTo("nothing");
            assertThat(chart(id, NOTHING_ELSE).empty()).as(id).isTrue();
        }
    }

    @Test
    void availabilityIsRoundedDownAndBeginsWhenItFirstServed() {
        var hour = new double[1440];
        Arrays.fill(hour, 2);
        hour[700] = 0;
        assertThat(Availability.of(hour)).isEqualTo(new Availability(1439, 1440));
        assertThat(Availability.of(hour).percent()).isEqualTo(99.9);
        assertThat(Availability.of(new double[] {NaN, 0, 0, 1, 1, 0, 1})).isEqualTo(new Availability(3, 4));
        assertThat(Availability.of(new double[] {0, 0, 1})).isEqualTo(new Availability(1, 3));
        assertThat(Availability.of(new double[] {NaN, 0, 0})).isEqualTo(new Availability(0, 2));
    }

    @Test
    void aWorkerHasNoChartsOfRequests() {
        measured(Measure.CPU_AVERAGE, 3, 3);
        var span = span(2, Duration.ofMinutes(1));
        assertThat(new Charts(new Readings(series, span), span, NOTHING_ELSE).all(false))
                .extracting(Chart::id)
                .containsExactly("memory", "cpu");
    }
}
