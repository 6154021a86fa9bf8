package no.dotkom.portal.localaws.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.MetricSink;
import no.dotkom.portal.localaws.world.Timeline;

/** Publishes what an ALB publishes: each figure for the load balancer, and for its target group. */
final class Tally {
    private static final String NAMESPACE = "AWS/ApplicationELB";

    private final String loadBalancer;
    private final Timeline timeline;
    private final MetricSink metrics;

    Tally(String listenerArn, Timeline timeline, MetricSink metrics) {
        this.loadBalancer = loadBalancer(listenerArn);
        this.timeline = timeline;
        this.metrics = metrics;
    }

    /** {@code …:listener/app/<name>/<id>/<listener>} is {@code app/<name>/<id>} in CloudWatch. */
    private static String loadBalancer(String listenerArn) {
        var tail = listenerArn.substring(listenerArn.indexOf(":listener/") + ":listener/".length());
        return tail.substring(0, tail.lastIndexOf('/'));
    }

    void answered(String targetGroup, int status, Duration took) {
        publish(targetGroup, "RequestCount", 1);
        publish(targetGroup, "HTTPCode_Target_%dXX_Count".formatted(status / 100), 1);
        publish(targetGroup, "TargetResponseTime", took.toNanos() / 1e9);
    }

    void unreachable(String targetGroup) {
        publish(targetGroup, "TargetConnectionErrorCount", 1);
    }

    /** An error that the load balancer itself answers with. */
    void failed(String targetGroup, int status) {
        publish(targetGroup, "RequestCount", 1);
        put(Map.of("LoadBalancer", loadBalancer), "HTTPCode_ELB_5XX_Count", 1);
        put(Map.of("LoadBalancer", loadBalancer), "HTTPCode_ELB_%d_Count".formatted(status), 1);
    }

    private void publish(String targetGroup, String metric, double value) {
        put(Map.of("LoadBalancer", loadBalancer), metric, value);
        put(Map.of("LoadBalancer", loadBalancer, "TargetGroup", targetGroup), metric, value);
    }

    private void put(Map<String, String> dimensions, String metric, double value) {
        SortedMap<String, String> sorted = new TreeMap<>(dimensions);
        timeline.lock.lock();
        try {
            metrics.put(NAMESPACE, metric, sorted, timeline.instant(), value);
        } finally {
            timeline.lock.unlock();
        }
    }
}
