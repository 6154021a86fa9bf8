package no.dotkom.portal.localaws.world;

import java.time.Instant;

/** Where containers write: CloudWatch Logs implements it, ECS's workloads use it. */
public interface LogSink {
    boolean groupExists(String group);

    /** Appends one event, making the stream when it is not there; lines for a group that is gone are dropped. */
    void put(String group, String stream, Instant at, String line);
}
