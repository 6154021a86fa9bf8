package no.dotkom.portal.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what was enumerated, so that the output of the tests shows how much was looked at and what came of it. */
final class EnumerationReport {
    private final String title;
    private final long begun = System.nanoTime();
    private final Map<String, LongAdder> states = new ConcurrentSkipListMap<>();
    private final Map<Class<?>, LongAdder> parts = new ConcurrentHashMap<>();
    private final LongAdder plans = new LongAdder();
    private final LongAdder settled = new LongAdder();

    EnumerationReport(String title) {
        this.title = title;
    }

    void states(String of, long count) {
        states.computeIfAbsent(of, ignored -> new LongAdder()).add(count);
    }

    void plan(Plan plan) {
        plans.increment();
        if (plan.settled()) {
            settled.increment();
        }
        for (var step : plan.steps()) {
            part(step);
        }
        for (var wait : plan.waits()) {
            part(wait);
        }
    }

    private void part(Object part) {
        var count = parts.get(part.getClass());
        if (count == null) {
            count = parts.computeIfAbsent(part.getClass(), ignored -> new LongAdder());
        }
        count.increment();
    }

    boolean saw(Class<?> kind) {
        return parts.containsKey(kind);
    }

    void print() {
        var seconds = (System.nanoTime() - begun) / 1e9;
        var all = states.values().stream().mapToLong(LongAdder::sum).sum();
        System.out.printf(
                "%s: %,d states, %,d plans, %,d of them settled, in %.1f s%n  states: %s%n  parts: %s%n",
                title, all, plans.sum(), settled.sum(), seconds, states, byName());
    }

    private String byName() {
        return parts.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().getSimpleName(), Map.Entry::getValue, (a, b) -> a, TreeMap::new))
                .toString();
    }
}
