package no.dotkom.portal.localaws.world;

import java.time.Duration;

/** Who answers on a port of a node: asked by health checks and by the gateway. ECS's workloads are behind it. */
public interface Network {
    /** What a request came to. */
    sealed interface Answer {
        /** Something spoke HTTP. */
        record Status(int code, String body) implements Answer {}

        /** Nobody listens there. */
        record Refused() implements Answer {}

        /** Somebody listens, but did not answer in time. */
        record TimedOut() implements Answer {}
    }

    /** A GET of {@code path} on {@code port} of the node {@code instanceId}; called without the timeline's lock. */
    Answer get(String instanceId, int port, String path, Duration timeout);
}
