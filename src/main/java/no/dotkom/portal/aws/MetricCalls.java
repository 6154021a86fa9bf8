package no.dotkom.portal.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.dashboard.port.Metrics.Series;
import no.dotkom.portal.dashboard.port.Metrics.Source;
import no.dotkom.portal.dashboard.port.Metrics.Window;
import no.dotkom.portal.model.Arn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** CloudWatch's metrics of services, target groups and load balancers (aws-facts §6). */
@Component
class MetricCalls {
    private static final String ECS = "AWS/ECS";
    private static final String ELB = "AWS/ApplicationELB";
    /** Of one call. */
    private static final int QUERIES = 500;

    private static final int POINTS = 100_800;
    /** Somebody looks at an empty page meanwhile. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final CloudWatchClient cloudWatch;

    @Autowired
    MetricCalls(AwsClients clients) {
        this(clients.cloudWatch());
    }

    MetricCalls(CloudWatchClient cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    /** One metric of somebody's. */
    record Wanted(Source source, Measure measure) {}

    /** False for what AWS does not measure of it: a worker has no targets. */
    static boolean measured(Source source, Measure measure) {
        return switch (measure) {
            case CPU_AVERAGE, CPU_HIGHEST, MEMORY_AVERAGE, MEMORY_HIGHEST -> true;
            case BALANCER_5XX -> source.loadBalancer() != null;
            case REQUESTS, LATENCY_P50, LATENCY_P95, LATENCY_P99, ANSWERS_4XX, ANSWERS_5XX, HEALTHY ->
                source.loadBalancer() != null && source.targetGroup() != null;
        };
    }

    /** All of them, each of which is billed. */
    Map<Wanted, Series> read(String cluster, Collection<Wanted> wanted, Window window) {
        var found = new HashMap<Wanted, Series>();
        var all = List.copyOf(wanted);
        var atOnce = Math.clamp(POINTS / window.periods(), 1, QUERIES);
        for (var from = 0; from < all.size(); from += atOnce) {
            found.putAll(part(cluster, all.subList(from, Math.min(all.size(), from + atOnce)), window));
        }
        return found;
    }

    private Map<Wanted, Series> part(String cluster, List<Wanted> wanted, Window window) {
        var values = new ArrayList<double[]>();
        var queries = new ArrayList<MetricDataQuery>();
        for (var each : wanted) {
            var empty = new double[window.periods()];
            Arrays.fill(empty, Double.NaN);
            values.add(empty);
            queries.add(query("m" + queries.size(), cluster, each, window));
        }
        var request = GetMetricDataRequest.builder()
                .metricDataQueries(queries)
                .startTime(window.from())
                .endTime(window.to())
                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(LONGEST).apiCallTimeout(LONGEST))
                .build();
        for (var result : cloudWatch.getMetricDataPaginator(request).metricDataResults()) {
            fill(values.get(Integer.parseInt(result.id().substring(1))), result, window);
        }
        var found = new HashMap<Wanted, Series>();
        for (var index = 0; index < wanted.size(); index++) {
            found.put(wanted.get(index), new Series(values.get(index)));
        }
        return found;
    }

    private static void fill(double[] values, MetricDataResult result, Window window) {
        for (var index = 0; index < result.timestamps().size(); index++) {
            Instant at = result.timestamps().get(index);
            var place = Duration.between(window.from(), at).dividedBy(window.period());
            if (place >= 0 && place < values.length) {
                values[(int) place] = result.values().get(index);
            }
        }
    }

    private static MetricDataQuery query(String id, String cluster, Wanted wanted, Window window) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.metric(metric(cluster, wanted))
                        .period((int) window.period().toSeconds())
                        .stat(statistic(wanted.measure())))
                .build();
    }

    private static Metric metric(String cluster, Wanted wanted) {
        var source = wanted.source();
        return switch (wanted.measure()) {
            case CPU_AVERAGE, CPU_HIGHEST ->
                metric(ECS, "CPUUtilization", "ClusterName", cluster, "ServiceName", source.service());
            case MEMORY_AVERAGE, MEMORY_HIGHEST ->
                metric(ECS, "MemoryUtilization", "ClusterName", cluster, "ServiceName", source.service());
            case BALANCER_5XX -> metric(ELB, "HTTPCode_ELB_5XX_Count", "LoadBalancer", balancer(source));
            case REQUESTS -> ofTargets("RequestCount", source);
            case LATENCY_P50, LATENCY_P95, LATENCY_P99 -> ofTargets("TargetResponseTime", source);
            case ANSWERS_4XX -> ofTargets("HTTPCode_Target_4XX_Count", source);
            case ANSWERS_5XX -> ofTargets("HTTPCode_Target_5XX_Count", source);
            case HEALTHY -> ofTargets("HealthyHostCount", source);
        };
    }

    private static Metric ofTargets(String name, Source source) {
        return metric(
                ELB,
                name,
                "LoadBalancer",
                balancer(source),
                "TargetGroup",
                after(Objects.requireNonNull(source.targetGroup()), ":"));
    }

    /** A dimension names a resource by the tail of its ARN: {@code app/name/id}, {@code targetgroup/name/id}. */
    private static String balancer(Source source) {
        return after(Objects.requireNonNull(source.loadBalancer()), ":loadbalancer/");
    }

    private static String after(Arn arn, String mark) {
        return arn.value().substring(arn.value().lastIndexOf(mark) + mark.length());
    }

    private static Metric metric(String namespace, String name, String... dimensions) {
        var named = new ArrayList<Dimension>();
        for (var index = 0; index < dimensions.length; index += 2) {
            named.add(Dimension.builder()
                    .name(dimensions[index])
                    .value(dimensions[index + 1])
                    .build());
        }
        return Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(named)
                .build();
    }

    private static String statistic(Measure measure) {
        return switch (measure) {
            case CPU_AVERAGE, MEMORY_AVERAGE -> "Average";
            case CPU_HIGHEST, MEMORY_HIGHEST -> "Maximum";
            case REQUESTS, ANSWERS_4XX, ANSWERS_5XX, BALANCER_5XX -> "Sum";
            case LATENCY_P50 -> "p50";
            case LATENCY_P95 -> "p95";
            case LATENCY_P99 -> "p99";
            case HEALTHY -> "Minimum";
        };
    }
}
