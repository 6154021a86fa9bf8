package no.dotkom.portal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** What the portal costs before anybody uses it. */
final class StartMeasure implements Measure {
    /** MiB (issue: at most 400 idle). */
    static final double MOST_IDLE = 400;

    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final double MEGABYTE = 1024 * 1024;

    @Override
    public Section take(Subject subject) throws IOException, InterruptedException {
        var ready = subject.secondsToReady();
        var processor = subject.portal().processorTime().toMillis() / 1e3;
        Thread.sleep(SETTLING);
        var memory = subject.memory().figure().atMost(MOST_IDLE);
        var jar = Files.size(subject.jar()) / MEGABYTE;
        return Section.of(
                "Start",
                List.of(
                        "From exec to the first 200 of /readyz, on an empty database: every migration runs.",
                        "Memory %d s later, before the first request.".formatted(SETTLING.toSeconds())),
                List.of(Section.Row.of(
                        "The portal",
                        Figure.of("ready", ready, "s"),
                        Figure.of("processor", processor, "s"),
                        memory,
                        Figure.of("jar", jar, "MiB"))));
    }
}
