package no.dotkom.portal.localaws.ecs.workload;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.localaws.ecs.workload.Process.Usage;

/** The images with which something is wrong, one thing each. */
final class Failing {
    private Failing() {}

    /** Serves at last, later than an impatient health check waits. */
    static final class Slow extends Workload {
        @Override
        Duration startUp() {
            return Duration.ofSeconds(25);
        }
    }

    /** Says why and exits 1 two seconds after its start. */
    static final class Crashes extends Workload {
        private static final List<String> TRACE = List.of(
                "Exception in thread \"main\" java.lang.IllegalStateException: Cannot load configuration",
                "\tat no.example.shop.Configuration.load(Configuration.java:41)",
                "\tat no.example.shop.Application.main(Application.java:17)",
                "Caused by: java.nio.file.NoSuchFileException: /app/config/shop.yaml",
                "\tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)",
                "\tat java.base/java.nio.file.Files.newByteChannel(Files.java:380)",
                "\t... 3 more");

        @Override
        Duration startUp() {
            return Duration.ofSeconds(2);
        }

        @Override
        void ready(Process process) {
            TRACE.forEach(process::log);
            process.exit(1, null);
        }
    }

    /** Needs more memory before it serves than most would give it, and is killed when it has less. */
    static final class OutOfMemory extends Workload {
        private static final int SECONDS_TO_FULL = 6;
        private static final int NEEDS_MIB = 700;

        @Override
        Duration startUp() {
            return Duration.ofSeconds(1);
        }

        @Override
        void ready(Process process) {
            process.log("Loading the catalogue: %.0f MiB in memory".formatted(used(process)));
            if (process.age().toSeconds() >= SECONDS_TO_FULL) {
                if (process.start.memory() > NEEDS_MIB) {
                    super.ready(process);
                } else {
                    process.exit(137, "OutOfMemoryError: Container killed due to memory usage");
                }
            } else {
                process.after(Duration.ofSeconds(1), () -> ready(process));
            }
        }

        private static double used(Process process) {
            var share = Math.min(1, process.age().toMillis() / 1000.0 / SECONDS_TO_FULL);
            return share * Math.min(NEEDS_MIB, process.start.memory());
        }

        @Override
        Usage usage(Process process, long requestsSinceLast) {
            return new Usage(180, used(process));
        }
    }

    /** Listens on its own port, wherever it was asked to. */
    static final class WrongPort extends Workload {
        private static final int PORT = 5000;

        @Override
        void ready(Process process) {
            process.listen(PORT);
            process.log("Listening on 0.0.0.0:%d".formatted(PORT));
        }
    }

    /** Tells its health at {@code /up} alone: where else it is looked for is no page. Answers everywhere else. */
    static final class NoHealth extends Workload {
        private static final String HEALTH = "/up";
        private final Set<String> looked = ConcurrentHashMap.newKeySet();

        @Override
        Response answer(Process process, Request request) {
            if (request.fromHealthCheck() && !request.path().equals(HEALTH) && looked.add(request.path())) {
                process.log("WARN no route for GET %s".formatted(request.path()));
            }
            return looked.contains(request.path())
                    ? Response.text(404, "404 page not found\n")
                    : super.answer(process, request);
        }

        @Override
        boolean passesCheck(Process process) {
            return false;
        }
    }

    /** Does not start without DATABASE_URL. */
    static final class NeedsVariable extends Workload {
        @Override
        Duration startUp() {
            return Duration.ofSeconds(1);
        }

        @Override
        void ready(Process process) {
            if (process.start.environment().getOrDefault("DATABASE_URL", "").isEmpty()) {
                process.log("Traceback (most recent call last):");
                process.log("  File \"/app/main.py\", line 7, in <module>");
                process.log("    database = connect(os.environ[\"DATABASE_URL\"])");
                process.log("KeyError: 'DATABASE_URL'");
                process.exit(1, null);
            } else {
                super.ready(process);
            }
        }
    }
}
