package no.dotkom.portal.simulate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import no.dotkom.portal.processes.Processes;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** {@code script/simulate}. */
public final class Simulate {
    private static final String USAGE = """
            script/simulate [--seeds N] [--from S] [--seed S] [--minutes M] [--failures F] [--shrink P]
            script/simulate --self-test [WORD]
            script/simulate --processes [WORD]
              --seeds N     plays N histories (2000)
              --from S      beginning with seed S (1)
              --seed S      plays the one history of seed S
              --minutes M   stops after M minutes
              --failures F  stops after F broken laws (1)
              --shrink P    plays a history that broke a law up to P times to find a shorter one (150)
              --self-test   plants known mistakes in the portal, each of which must be found;
                            with WORD those alone that have it in their name
              --processes   harms real portals instead, each a process of its own (half an hour);
                            with WORD only those harms that have it in their name""";

    /** Each mistake is found long before. */
    private static final long MUTANT_SEEDS = 300;

    private Simulate() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("--self-test")) {
            var word = arguments.length > 1 ? arguments[1] : "";
            System.exit(new SelfTest(MUTANT_SEEDS, word).run() ? 0 : 1);
        }
        if (arguments.length > 0 && arguments[0].equals("--processes")) {
            System.exit(Processes.run(arguments.length > 1 ? arguments[1] : "") ? 0 : 1);
        }
        var simulation = parse(new ArrayDeque<>(List.of(arguments)));
        if (simulation == null) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        var report = simulation.run();
        System.out.println(report);
        System.exit(report.failures().isEmpty() ? 0 : 1);
    }

    private static @Nullable Simulation parse(ArrayDeque<String> arguments) {
        long first = 1;
        long seeds = 2_000;
        var limit = Duration.ofDays(7);
        var failures = 1;
        var shrink = 150;
        while (!arguments.isEmpty()) {
            var name = arguments.poll();
            var value = arguments.poll();
            if (value == null || !value.matches("\\d{1,18}")) {
                return null;
            }
            switch (name) {
                case "--seeds" -> seeds = Long.parseLong(value);
                case "--from" -> first = Long.parseLong(value);
                case "--seed" -> {
                    first = Long.parseLong(value);
                    seeds = 1;
                }
                case "--minutes" -> limit = Duration.ofMinutes(Long.parseLong(value));
                case "--failures" -> failures = Integer.parseInt(value);
                case "--shrink" -> shrink = Integer.parseInt(value);
                default -> {
                    return null;
                }
            }
        }
        var threads = (int) Math.min(seeds, Runtime.getRuntime().availableProcessors());
        return new Simulation(first, seeds, threads, limit, failures, shrink);
    }
}
