package no.dotkom.portal.dashboard;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.dashboard.port.Dns;

/** DNS with the records that tests write. */
public final class KnownDns implements Dns {
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    public KnownDns record(String name, String... addresses) {
        records.put(name, List.of(addresses));
        return this;
    }

    @Override
    public SortedSet<String> addresses(String name) {
        return new TreeSet<>(records.getOrDefault(name, List.of()));
    }
}
