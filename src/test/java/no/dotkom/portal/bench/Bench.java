package no.dotkom.portal.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes every measure and prints the report; ends with 1 when a limit did not hold. */
public final class Bench {
    private static final Path FOLDER = Path.of("target/bench");
    private static final Path JAR = Path.of("target/portal.jar");

    /** The order matters: see {@link Measure}. */
    private static final List<Measure> MEASURES = List.of(
            new StartMeasure(),
            new PagesMeasure(),
            new RestMeasure.Calls(),
            new RestMeasure.Footprint(),
            new FirstPageMeasure(),
            new LogMeasure(),
            new EventMeasure(),
            new WatchMeasure());

    private Bench() {}

    public static void main(String[] args) throws Exception {
        var report = run(Arrays.asList(args).contains("--quick") ? Pace.QUICK : Pace.FULL);
        report.write(FOLDER);
        System.out.println(report.text());
        System.exit(report.good() ? 0 : 1);
    }

    private static Report run(Pace pace) throws Exception {
        Files.createDirectories(FOLDER);
        var machine = Machine.now(pace);
        Progress.say("Starting the portal …");
        try (var subject = Subject.start(pace, JAR, FOLDER.resolve("portal.log"))) {
            return new Report(machine, measured(subject));
        }
    }

    private static List<Section> measured(Subject subject) throws InterruptedException {
        var sections = new ArrayList<Section>();
        for (var measure : MEASURES) {
            sections.add(taken(measure, subject));
        }
        return sections;
    }

    /** What could not be measured makes the report bad, and the others are measured all the same. */
    private static Section taken(Measure measure, Subject subject) throws InterruptedException {
        try {
            return measure.take(subject);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            failed.printStackTrace();
            return new Section(
                    measure.getClass().getSimpleName(), List.of(), List.of(), List.of("not measured: " + failed));
        }
    }
}
