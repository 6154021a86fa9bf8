package no.dotkom.portal.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import no.dotkom.portal.localaws.LocalAws;

/** Counts what the portal asks of AWS, by operation. */
final class AwsCalls {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    private AwsCalls() {}

    static AwsCalls of(LocalAws aws) {
        var calls = new AwsCalls();
        aws.dispatch()
                .watch(call -> calls.counts
                        .computeIfAbsent(call.service() + " " + call.operation(), named -> new LongAdder())
                        .increment());
        return calls;
    }

    Map<String, Long> soFar() {
        var sums = new TreeMap<String, Long>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }

    /** What came since {@code then}; operations that did not are left out. */
    Map<String, Long> since(Map<String, Long> then) {
        var came = new TreeMap<String, Long>();
        soFar().forEach((name, count) -> {
            var more = count - then.getOrDefault(name, 0L);
            if (more > 0) {
                came.put(name, more);
            }
        });
        return came;
    }
}
