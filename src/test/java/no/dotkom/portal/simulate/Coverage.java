package no.dotkom.portal.simulate;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each thing happened, so that what never happens shows. */
final class Coverage {
    private final Map<String, LongAdder> acts = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> steps = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> ends = new ConcurrentSkipListMap<>();

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, ignored -> new LongAdder()).increment();
    }

    /** An act, or a fault that did hit something. */
    void happened(String kind) {
        count(acts, kind);
    }

    /** An act that was refused, or that found nothing to act on. */
    void refused(String kind) {
        count(refused, kind);
    }

    /** A write to AWS. */
    void wrote(String operation) {
        count(steps, operation);
    }

    /** How a version ended. */
    void ended(String state) {
        count(ends, state);
    }

    long times(String kind) {
        var counted = acts.get(kind);
        return counted == null ? 0 : counted.sum();
    }

    @Override
    public String toString() {
        return "happened       %s%nfound nothing  %s%nwrites to AWS  %s%nversions       %s"
                .formatted(acts, refused, steps, ends);
    }
}
