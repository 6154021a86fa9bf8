package no.dotkom.portal.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the portal costs when nobody uses it any more: memory, and calls of AWS. */
final class RestMeasure {
    private RestMeasure() {}

    /** The calls, by operation. */
    static final class Calls implements Measure {
        @Override
        public Section take(Subject subject) throws InterruptedException {
            var rest = subject.pace().rest();
            Progress.say("Resting for %d s …", rest.toSeconds());
            var before = subject.calls().soFar();
            Thread.sleep(rest);
            var came = subject.calls().since(before);
            var rows = new ArrayList<Section.Row>();
            came.forEach((operation, count) -> rows.add(row(operation, count, rest.toSeconds())));
            rows.add(
                    row("All", came.values().stream().mapToLong(Long::longValue).sum(), rest.toSeconds()));
            return Section.of(
                    "Calls of AWS",
                    List.of("%d environments at rest, nobody looking, counted by AWS on this machine for %d s."
                            .formatted(subject.pace().environments(), rest.toSeconds())),
                    rows);
        }

        private static Section.Row row(String operation, long count, long seconds) {
            return Section.Row.of(operation, Figure.of("calls", 60.0 * count / seconds, "/min"));
        }
    }

    /** Memory after the load and the rest. */
    static final class Footprint implements Measure {
        @Override
        public Section take(Subject subject) throws IOException, InterruptedException {
            return Section.of(
                    "Memory at rest",
                    List.of("After the load, and %d s without a request."
                            .formatted(subject.pace().rest().toSeconds())),
                    List.of(Section.Row.of(
                            "The portal", subject.memory().figure().atMost(StartMeasure.MOST_IDLE))));
        }
    }
}
