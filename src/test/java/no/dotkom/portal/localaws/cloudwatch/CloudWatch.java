package no.dotkom.portal.localaws.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.MetricSink;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** CloudWatch metrics. Periods without samples are absent, never zero. */
public final class CloudWatch implements MetricSink {
    private static final int QUERIES = 500;
    private static final int DATAPOINTS = 100_800;
    private static final int LISTED = 500;
    private static final int STATISTICS = 1_440;

    private final Timeline timeline;
    private final Map<Series.Key, Series> series = new LinkedHashMap<>();

    public CloudWatch(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void put(String namespace, String metric, SortedMap<String, String> dimensions, Instant at, double value) {
        series(new Series.Key(namespace, metric, dimensions)).at(at).add(value);
    }

    private Series series(Series.Key key) {
        return series.computeIfAbsent(key, k -> new Series());
    }

    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        var namespace = required("Namespace", request.namespace());
        if (namespace.startsWith("AWS/")) {
            throw Figure.invalid("The value AWS/ for parameter Namespace is invalid.");
        }
        request.metricData().forEach(datum -> put(namespace, datum));
        return PutMetricDataResponse.builder().build();
    }

    private void put(String namespace, MetricDatum sent) {
        var key = new Series.Key(namespace, required("MetricName", sent.metricName()), dimensions(sent.dimensions()));
        var datum = series(key).at(Objects.requireNonNullElse(sent.timestamp(), timeline.instant()));
        if (sent.statisticValues() != null) {
            var set = sent.statisticValues();
            datum.addSet(set.sum(), set.minimum(), set.maximum(), set.sampleCount());
        } else if (!sent.values().isEmpty()) {
            for (int i = 0; i < sent.values().size(); i++) {
                datum.add(
                        sent.values().get(i),
                        sent.counts().isEmpty() ? 1 : sent.counts().get(i));
            }
        } else if (sent.value() != null) {
            datum.add(sent.value());
        } else {
            throw missing("MetricData.member.N.Value");
        }
    }

    private static Map<String, String> dimensions(List<Dimension> dimensions) {
        var map = new HashMap<String, String>();
        dimensions.forEach(dimension -> map.put(dimension.name(), dimension.value()));
        return map;
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw missing(name);
        }
        return value;
    }

    private static AwsServiceException missing(String name) {
        return AwsErrors.of(
                MissingRequiredParameterException.builder(),
                "MissingParameter",
                "The parameter %s is required.".formatted(name));
    }

    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        checkWindow(request.startTime(), request.endTime());
        if (request.metricDataQueries().isEmpty() || request.metricDataQueries().size() > QUERIES) {
            throw validation("The collection MetricDataQueries must have a size between 1 and 500.");
        }
        var newestFirst = request.scanBy() != ScanBy.TIMESTAMP_ASCENDING;
        var results = request.metricDataQueries().stream()
                .map(query -> result(query, request.startTime(), request.endTime(), newestFirst))
                .filter(Objects::nonNull)
                .toList();
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .messages(List.of())
                .build();
    }

    private static void checkWindow(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) {
            throw missing("StartTime");
        }
        if (to == null) {
            throw missing("EndTime");
        }
        if (!from.isBefore(to)) {
            throw validation("The parameter StartTime must be less than the parameter EndTime.");
        }
    }

    private static AwsServiceException validation(String message) {
        return AwsErrors.of(CloudWatchException.builder(), "ValidationError", message);
    }

    /** Null for a query that says it is not to be returned. */
    private @Nullable MetricDataResult result(MetricDataQuery query, Instant from, Instant to, boolean newestFirst) {
        if (query.id() == null || !query.id().matches("[a-z][A-Za-z0-9_]*")) {
            throw validation(
                    "The value %s for parameter MetricDataQueries.member.N.Id is invalid.".formatted(query.id()));
        }
        if (query.metricStat() == null) {
            throw AwsErrors.of(
                    CloudWatchException.builder(),
                    "NotModelled",
                    501,
                    "AWS on this machine does not model metric math");
        }
        if (Boolean.FALSE.equals(query.returnData())) {
            return null;
        }
        var stat = query.metricStat();
        var data = folded(stat.metric(), from, to, period(stat.period()));
        var figure = Figure.named(stat.stat());
        Comparator<Instant> order = newestFirst ? Comparator.reverseOrder() : Comparator.naturalOrder();
        var times = data.keySet().stream().sorted(order).limit(DATAPOINTS).toList();
        return MetricDataResult.builder()
                .id(query.id())
                .label(Objects.requireNonNullElse(query.label(), stat.metric().metricName()))
                .timestamps(times)
                .values(times.stream()
                        .map(at -> figure.applyAsDouble(data.get(at)))
                        .toList())
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    private SortedMap<Instant, Datum> folded(Metric metric, Instant from, Instant to, Duration period) {
        var key = new Series.Key(metric.namespace(), metric.metricName(), dimensions(metric.dimensions()));
        var known = series.get(key);
        return known == null ? new TreeMap<>() : known.folded(from, to, period);
    }

    private static Duration period(@Nullable Integer seconds) {
        if (seconds == null || seconds < 60 || seconds % 60 != 0) {
            throw Figure.invalid("The parameter Period must be a multiple of 60.");
        }
        return Duration.ofSeconds(seconds);
    }

    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        checkWindow(request.startTime(), request.endTime());
        var period = period(request.period());
        if (request.statistics().isEmpty() == request.extendedStatistics().isEmpty()) {
            throw AwsErrors.of(
                    InvalidParameterCombinationException.builder(),
                    "InvalidParameterCombination",
                    "Exactly one of Statistics and ExtendedStatistics must be given.");
        }
        if (Duration.between(request.startTime(), request.endTime()).dividedBy(period) > STATISTICS) {
            throw AwsErrors.of(
                    InvalidParameterCombinationException.builder(),
                    "InvalidParameterCombination",
                    "You have requested up to more datapoints than the limit of 1,440. You may reduce the datapoints"
                            + " requested by increasing Period, or decreasing the time range.");
        }
        var metric = Metric.builder()
                .namespace(request.namespace())
                .metricName(request.metricName())
                .dimensions(request.dimensions())
                .build();
        var data = folded(metric, request.startTime(), request.endTime(), period);
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(data.entrySet().stream()
                        .map(entry -> datapoint(entry.getKey(), entry.getValue(), request))
                        .toList())
                .build();
    }

    private static Datapoint datapoint(Instant at, Datum datum, GetMetricStatisticsRequest request) {
        var point = Datapoint.builder().timestamp(at).unit(StandardUnit.NONE);
        for (var statistic : request.statistics()) {
            switch (statistic) {
                case SUM -> point.sum(datum.sum());
                case AVERAGE -> point.average(datum.average());
                case MINIMUM -> point.minimum(datum.minimum());
                case MAXIMUM -> point.maximum(datum.maximum());
                case SAMPLE_COUNT -> point.sampleCount(datum.count());
                case UNKNOWN_TO_SDK_VERSION -> throw Figure.invalid("The value for parameter Statistics is invalid.");
            }
        }
        var extended = new HashMap<String, Double>();
        request.extendedStatistics()
                .forEach(name -> extended.put(name, Figure.named(name).applyAsDouble(datum)));
        return extended.isEmpty()
                ? point.build()
                : point.extendedStatistics(extended).build();
    }

    public ListMetricsResponse listMetrics(ListMetricsRequest request) {
        var all = series.keySet().stream()
                .filter(key -> request.namespace() == null || key.namespace().equals(request.namespace()))
                .filter(key -> request.metricName() == null || key.metric().equals(request.metricName()))
                .filter(key -> request.dimensions().stream().allMatch(filter -> passes(key, filter)))
                .map(CloudWatch::listed)
                .toList();
        var page = Page.of(
                all,
                request.nextToken(),
                null,
                LISTED,
                () -> Figure.invalid("The value for parameter NextToken is invalid."));
        return ListMetricsResponse.builder()
                .metrics(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean passes(Series.Key key, DimensionFilter filter) {
        var value = key.dimensions().get(filter.name());
        return value != null && (filter.value() == null || filter.value().equals(value));
    }

    private static Metric listed(Series.Key key) {
        var dimensions = new TreeMap<>(key.dimensions())
                .entrySet().stream()
                        .map(entry -> Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList();
        return Metric.builder()
                .namespace(key.namespace())
                .metricName(key.metric())
                .dimensions(dimensions)
                .build();
    }
}
