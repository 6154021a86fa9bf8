package no.dotkom.portal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a process holds of the machine's memory, as the kernel counts it. */
record Memory(double residentMegabytes) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final double KILOBYTES = 1024;

    static Memory of(long pid) throws IOException, InterruptedException {
        var status = Path.of("/proc/" + pid + "/status");
        var kilobytes = Files.exists(status) ? byTheKernel(Files.readString(status)) : byPs(pid);
        return new Memory(kilobytes / KILOBYTES);
    }

    private static double byTheKernel(String status) {
        var found = RESIDENT.matcher(status);
        if (!found.find()) {
            throw new IllegalStateException("The process has no memory: it ended");
        }
        return Double.parseDouble(found.group(1));
    }

    private static double byPs(long pid) throws IOException, InterruptedException {
        return Double.parseDouble(
                Command.output("ps", "-o", "rss=", "-p", Long.toString(pid)).strip());
    }

    Figure figure() {
        return Figure.of("RSS", residentMegabytes, "MiB");
    }
}
