package no.dotkom.portal.localaws.world;

import java.time.Instant;
import java.util.SortedMap;

/** Where services publish: CloudWatch implements it, ECS and ELBv2 use it. */
public interface MetricSink {
    /** One sample; samples of a minute are folded into one datum (sum, minimum, maximum, count). */
    void put(String namespace, String metric, SortedMap<String, String> dimensions, Instant at, double value);
}
