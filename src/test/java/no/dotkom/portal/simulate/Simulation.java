package no.dotkom.portal.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import no.dotkom.portal.reconcile.LoopWorld;

/**
 * Plays the histories of many seeds on a few threads.
 *
 * @param first seed
 * @param seeds how many from there
 * @param threads each with a portal and a database of its own
 * @param limit of time: seeds that were not begun by then are left out, and counted
 * @param failures after so many it stops
 * @param shrink plays at most to make a history that broke a law shorter
 */
record Simulation(long first, long seeds, int threads, Duration limit, int failures, int shrink) {
    private static final int TOLD = 50;

    /** A history that broke a law. @param shrunk the same with as few acts as could be found */
    record Failure(Violation violation, History shrunk) {
        @Override
        public String toString() {
            var text = new StringBuilder("seed " + shrunk.seed() + " broke: " + violation.getMessage());
            text.append("\nIts acts, shrunk; script/simulate --seed ")
                    .append(shrunk.seed())
                    .append(" plays them all:");
            shrunk.acts().forEach(act -> text.append("\n  ").append(act));
            return text.toString();
        }
    }

    /** What came of it. */
    record Report(long played, Duration took, Coverage coverage, List<Failure> failures) {
        Report {
            failures = List.copyOf(failures);
        }

        @Override
        public String toString() {
            var text = new StringBuilder("%d histories in %d s, %d broke a law%n%s"
                    .formatted(played, took.toSeconds(), failures.size(), coverage));
            failures.forEach(failure -> text.append("\n\n").append(failure));
            return text.toString();
        }
    }

    /** @throws IllegalStateException when a history could not be played at all */
    Report run() throws InterruptedException {
        var coverage = new Coverage();
        var failures = Collections.synchronizedList(new ArrayList<Failure>());
        var next = new AtomicLong(first);
        var played = new AtomicLong();
        var enough = new AtomicBoolean();
        var begin = Instant.now();
        var loops = Stream.generate(LoopWorld::start).limit(threads).toList();
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var work = loops.stream()
                    .map(loop -> workers.submit(() -> {
                        for (var seed = next.getAndIncrement();
                                seed < first + seeds
                                        && !enough.get()
                                        && begin.plus(limit).isAfter(Instant.now());
                                seed = next.getAndIncrement()) {
                            play(seed, loop, coverage, failures);
                            tell(played.incrementAndGet(), failures.size(), begin);
                            enough.compareAndSet(false, failures.size() >= this.failures);
                        }
                    }))
                    .toList();
            for (var each : work) {
                each.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException("The simulation itself broke", broken.getCause());
        } finally {
            loops.forEach(LoopWorld::close);
        }
        return new Report(played.get(), Duration.between(begin, Instant.now()), coverage, failures);
    }

    /** A long run says how far it has come. */
    private void tell(long played, int broken, Instant begin) {
        if (played % TOLD == 0) {
            System.out.printf(
                    "%d of %d histories, %d broke a law, %d s%n",
                    played,
                    seeds,
                    broken,
                    Duration.between(begin, Instant.now()).toSeconds());
        }
    }

    private void play(long seed, LoopWorld loop, Coverage coverage, List<Failure> failures) {
        var history = History.of(seed);
        Play.of(history, loop, coverage).ifPresent(violation -> {
            var shrinker = new Shrinker(shrink, shorter -> Play.of(shorter, loop, new Coverage()));
            // At once: a long run may be ended before it prints what it found.
            System.out.printf("Seed %d broke %s%n", seed, violation);
            failures.add(shrinker.shrink(history, violation));
        });
    }
}
