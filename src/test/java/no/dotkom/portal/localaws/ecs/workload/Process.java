package no.dotkom.portal.localaws.ecs.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * One running container, as the application inside it sees the world. It ends once; what was due after that does not
 * happen.
 */
public final class Process {
    /**
     * What the container was started with.
     *
     * @param image repository and tag, as the workload names itself
     * @param environment variables and secrets
     * @param ports host port by container port
     * @param memory hard limit in MiB
     */
    public record Start(
            String image,
            String taskId,
            String container,
            String instanceId,
            String host,
            Map<String, String> environment,
            Map<Integer, Integer> ports,
            int memory) {
        public Start {
            environment = Map.copyOf(environment);
            ports = Map.copyOf(ports);
        }

        /** The port that the application is asked to serve on: the lowest that is mapped. */
        public OptionalInt port() {
            return ports.keySet().stream().mapToInt(Integer::intValue).min();
        }
    }

    /** Hears how the container ended. */
    public interface Exited {
        /** @param reason ECS's words about the container, if it has any */
        void exited(int code, @Nullable String reason);
    }

    public final Start start;
    private final Timeline time;
    private final Hosting hosting;
    private final Consumer<String> out;
    private final Exited exited;
    private final Workload workload;
    private final Instant startedAt;
    private final AtomicLong requests = new AtomicLong();
    private boolean alive = true;
    private boolean serving;

    public Process(Start start, Timeline time, Hosting hosting, Consumer<String> out, Exited exited) {
        this.start = start;
        this.time = time;
        this.hosting = hosting;
        this.out = out;
        this.exited = exited;
        this.workload = Workloads.of(start.image());
        this.startedAt = time.instant();
    }

    public void run() {
        workload.start(this);
    }

    Instant now() {
        return time.instant();
    }

    Duration age() {
        return Duration.between(startedAt, time.instant());
    }

    /** Writes to standard output; also after the end of the process, as a log driver flushes what it holds. */
    void log(String line) {
        time.lock.lock();
        try {
            out.accept(line);
        } finally {
            time.lock.unlock();
        }
    }

    void after(Duration delay, Runnable work) {
        time.in(delay, () -> {
            if (alive) {
                work.run();
            }
        });
    }

    /** Serves on a port inside the container; reached from outside only if it is mapped. */
    void listen(int port) {
        var host = start.ports().get(port);
        if (host != null) {
            serving = true;
            hosting.open(start.instanceId(), host, this::answer);
        }
    }

    private Response answer(Request request) {
        requests.incrementAndGet();
        var response = workload.answer(this, request);
        if (!request.fromHealthCheck()) {
            log("%s %s %d %dB"
                    .formatted(
                            request.method(),
                            request.path(),
                            response.status(),
                            response.body().length()));
        }
        return response;
    }

    Response fetch(String url) {
        return hosting.fetch(url);
    }

    void exit(int code, @Nullable String reason) {
        if (alive) {
            alive = false;
            start.ports().values().forEach(port -> hosting.release(start.instanceId(), port));
            exited.exited(code, reason);
        }
    }

    /** SIGTERM, and SIGKILL (exit code 137) when it has not ended after {@code patience}. */
    public void terminate(Duration patience) {
        if (!serving) {
            after(Duration.ZERO, () -> exit(0, null));
            return;
        }
        var open = new AtomicInteger(start.ports().size());
        List.copyOf(start.ports().values())
                .forEach(port -> hosting.close(start.instanceId(), port, patience, inTime -> {
                    if (!inTime) {
                        exit(137, null);
                    } else if (open.decrementAndGet() == 0) {
                        log("SIGTERM received, all requests answered, bye");
                        exit(0, null);
                    }
                }));
    }

    /** SIGKILL, and nobody waits. */
    public void kill() {
        exit(137, null);
    }

    /**
     * What a health check command inside the container comes to. In an image whose tag ends with {@code -slim} there is
     * no curl: the command is not found, whatever the app answers.
     */
    public boolean passesCheck(List<String> command) {
        var curl = command.size() > 1 && command.get(1).matches("(/usr/bin/)?curl .*");
        return alive && !(curl && start.image().endsWith("-slim")) && workload.passesCheck(this);
    }

    boolean serving() {
        return serving;
    }

    /** What the container uses now; asking begins a new count of requests. */
    public Usage usage() {
        return alive ? workload.usage(this, requests.getAndSet(0)) : new Usage(0, 0);
    }

    /**
     * Use of a node.
     *
     * @param cpu units, 1024 a vCPU
     * @param memory MiB
     */
    public record Usage(double cpu, double memory) {}
}
