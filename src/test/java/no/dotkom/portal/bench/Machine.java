package no.dotkom.portal.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where and of what the figures are. */
record Machine(Map<String, String> facts) {
    private static final double GIGABYTE = 1024.0 * 1024 * 1024;

    /** Asked before the work begins, so that the machine's load is that of others. */
    static Machine now(Pace pace) throws IOException, InterruptedException {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var facts = new LinkedHashMap<String, String>();
        facts.put("commit", commit());
        facts.put(
                "taken",
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("run", pace.equals(Pace.FULL) ? "full" : "quick: for trying, not for comparing");
        facts.put(
                "machine",
                String.format(
                        Locale.ROOT,
                        "%d processors (%s), %.0f GiB, %s %s",
                        system.getAvailableProcessors(),
                        processor(),
                        system.getTotalMemorySize() / GIGABYTE,
                        system.getName(),
                        system.getArch()));
        facts.put("load before", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        facts.put("java", Runtime.version().toString());
        facts.put("started as", Recommended.byTheReadme().toString());
        return new Machine(facts);
    }

    /** The share of all processors that was used since this was asked last, by whoever. */
    static double load() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getCpuLoad();
    }

    private static String commit() throws IOException, InterruptedException {
        try {
            var commit = Command.output("git", "rev-parse", "--short", "HEAD").strip();
            var changed = !Command.output("git", "status", "--porcelain").isBlank();
            return changed ? commit + " and what is not committed" : commit;
        } catch (IOException noRepository) {
            return "unknown";
        }
    }

    private static String processor() throws IOException {
        var about = Path.of("/proc/cpuinfo");
        if (!Files.exists(about)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(about).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
