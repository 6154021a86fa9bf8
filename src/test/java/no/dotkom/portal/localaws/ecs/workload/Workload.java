package no.dotkom.portal.localaws.ecs.workload;

import java.time.Duration;
import no.dotkom.portal.localaws.ecs.workload.Process.Usage;

/**
 * What a simulated image does: this one starts, says so, and answers every path. The other kinds differ from it in one
 * point each. It holds no state of its own but what one container needs: each process has a new one.
 */
class Workload {
    /** From the start of the container to the first line that matters. */
    void start(Process process) {
        process.log("Starting %s (task %s)".formatted(process.start.image(), process.start.taskId()));
        process.start.environment().keySet().stream()
                .sorted()
                .forEach(name -> process.log("config: %s is set".formatted(name)));
        process.after(startUp(), () -> ready(process));
    }

    Duration startUp() {
        return Duration.ofMillis(300);
    }

    void ready(Process process) {
        process.start.port().ifPresent(port -> {
            process.listen(port);
            process.log("Listening on 0.0.0.0:%d after %d ms"
                    .formatted(port, process.age().toMillis()));
        });
    }

    Response answer(Process process, Request request) {
        return switch (request.path()) {
            case "/info" -> Response.json(info(process));
            case "/fetch" -> process.fetch(request.query().getOrDefault("url", ""));
            case "/slow" -> greet(process).after(delay(request));
            default -> greet(process);
        };
    }

    private static Response greet(Process process) {
        var start = process.start;
        return Response.text(200, """
                Hello from %s
                task %s
                version %s
                host %s
                """.formatted(start.image(), start.taskId(), version(process), start.host()));
    }

    private static String info(Process process) {
        var start = process.start;
        return "{\"image\":\"%s\",\"task\":\"%s\",\"version\":\"%s\",\"host\":\"%s\"}\n"
                .formatted(start.image(), start.taskId(), version(process), start.host());
    }

    private static String version(Process process) {
        return process.start.environment().getOrDefault("VERSION", "-").replaceAll("[\"\\\\\\p{Cntrl}]", "?");
    }

    private static Duration delay(Request request) {
        try {
            return Duration.ofMillis(
                    Math.clamp(Long.parseLong(request.query().getOrDefault("ms", "1000")), 0, 120_000));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }

    boolean passesCheck(Process process) {
        return process.serving() || process.start.port().isEmpty();
    }

    /** A little at rest, a little more for each request of the last minute; memory breathes slowly. */
    Usage usage(Process process, long requestsSinceLast) {
        var minutes = process.age().toSeconds() / 60.0;
        var breath = Math.sin(minutes / 3);
        return new Usage(5 + 2 * breath + requestsSinceLast * 0.4, 42 + 4 * breath + Math.min(20, minutes / 10));
    }
}
