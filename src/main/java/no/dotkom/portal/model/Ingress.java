package no.dotkom.portal.model;

import java.util.List;

/** How requests come in: over HTTP by host name, or not at all. */
public sealed interface Ingress {
    /**
     * Served through the gateway.
     *
     * @param hosts one or more, sorted, no two the same; the first the member named is kept by the caller
     * @param port what the container listens on, 1 to 65535
     */
    record Http(Reach reach, List<HostName> hosts, int port, HealthCheck health) implements Ingress {
        public Http {
            hosts = hosts.stream().distinct().sorted().toList();
            Check.that(!hosts.isEmpty(), "An application that is reached needs a host name");
            Check.that(port >= 1 && port <= 65535, "A port is 1 to 65535");
        }
    }

    /** A worker: nothing reaches it. */
    record None() implements Ingress {}
}
