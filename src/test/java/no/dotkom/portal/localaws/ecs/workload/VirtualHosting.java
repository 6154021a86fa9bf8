package no.dotkom.portal.localaws.ecs.workload;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.world.Timeline;

/** Ports without sockets: a request is a call, and takes no time of the machine. For simulations in virtual time. */
public final class VirtualHosting implements Hosting {
    private record Endpoint(String instanceId, int port) {}

    private final Timeline time;
    private final Set<Endpoint> reserved = new HashSet<>();
    private final Map<Endpoint, Function<Request, Response>> open = new HashMap<>();

    public VirtualHosting(Timeline time) {
        this.time = time;
    }

    @Override
    public OptionalInt reserve(String instanceId, int wanted) {
        var ports = wanted == 0 ? IntStream.rangeClosed(FIRST_DYNAMIC, LAST_DYNAMIC) : IntStream.of(wanted);
        return ports.filter(port -> reserved.add(new Endpoint(instanceId, port)))
                .findFirst();
    }

    @Override
    public void open(String instanceId, int port, Function<Request, Response> application) {
        open.put(new Endpoint(instanceId, port), application);
    }

    @Override
    public void close(String instanceId, int port, Duration patience, Closed closed) {
        open.remove(new Endpoint(instanceId, port));
        time.in(Duration.ZERO, () -> closed.closed(true));
    }

    @Override
    public void release(String instanceId, int port) {
        open.remove(new Endpoint(instanceId, port));
        reserved.remove(new Endpoint(instanceId, port));
    }

    @Override
    public Answer get(String instanceId, int port, String path, Duration timeout) {
        time.lock.lock();
        try {
            var application = open.get(new Endpoint(instanceId, port));
            return application == null ? new Answer.Refused() : ask(application, path, timeout);
        } finally {
            time.lock.unlock();
        }
    }

    private static Answer ask(Function<Request, Response> application, String path, Duration timeout) {
        var response = application.apply(Request.of("GET", path, true));
        return response.after().compareTo(timeout) > 0
                ? new Answer.TimedOut()
                : new Answer.Status(response.status(), response.body());
    }

    @Override
    public Response fetch(String url) {
        return Response.text(502, "connect: network is unreachable\n");
    }
}
