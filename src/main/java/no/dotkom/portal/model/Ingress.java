package no.dotkom.portal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How requests come in: over HTTP by host name, or not at all. */
public sealed interface Ingress {
    /**
     * Served through the gateway.
     *
     * @param hosts one or more, sorted, no two the same; the first the member named is kept by the caller
     * @param port what the container listens on, 1 to 65535
     * @param redirects sorted by where they lead from; none of those is among the hosts, and no visitor goes round
     */
    record Http(Reach reach, List<HostName> hosts, int port, HealthCheck health, List<Redirect> redirects)
            implements Ingress {
        public Http {
            hosts = hosts.stream().distinct().sorted().toList();
            redirects = redirects.stream().sorted().toList();
            Check.that(!hosts.isEmpty(), "An application that is reached needs a host name");
            Check.that(port >= 1 && port <= 65535, "A port is 1 to 65535");
            Check.that(distinct(hosts, redirects), "A host is served or redirected, once");
            Check.that(round(redirects).isEmpty(), "Redirects lead somewhere");
        }

        /** No redirects. */
        public Http(Reach reach, List<HostName> hosts, int port, HealthCheck health) {
            this(reach, hosts, port, health, List.of());
        }

        /** Every name that it answers to, sorted: served and redirected. */
        public List<HostName> names() {
            return Stream.concat(hosts.stream(), redirects.stream().map(Redirect::from))
                    .sorted()
                    .toList();
        }

        private static boolean distinct(List<HostName> hosts, List<Redirect> redirects) {
            var seen = new HashSet<>(hosts);
            return redirects.stream().map(Redirect::from).allMatch(seen::add);
        }

        /** Those redirects, of different hosts, from which a visitor would come back to where they began. */
        public static List<Redirect> round(List<Redirect> redirects) {
            Map<HostName, Redirect> byFrom = redirects.stream()
                    .collect(Collectors.toMap(Redirect::from, Function.identity(), (first, second) -> first));
            var round = new ArrayList<Redirect>();
            for (var redirect : redirects) {
                var seen = new HashSet<HostName>();
                var next = redirect;
                while (next != null && seen.add(next.from())) {
                    next = byFrom.get(next.to());
                }
                if (next != null && next.from().equals(redirect.from())) {
                    round.add(redirect);
                }
            }
            return round;
        }
    }

    /** A worker: nothing reaches it. */
    record None() implements Ingress {}
}
