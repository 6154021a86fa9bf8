package no.dotkom.portal.localaws.elbv2;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.world.Network;

/** How health checks ask the network: a socket must not be waited for inside the timeline's lock. */
@FunctionalInterface
public interface Probe {
    /** Asks, and calls {@code then} with the timeline's lock held. */
    void ask(String instanceId, int port, String path, Duration timeout, Consumer<Network.Answer> then);

    /** For virtual time: asked and answered at once, on the thread that moves the time. */
    static Probe atOnce(Network network) {
        return (instanceId, port, path, timeout, then) -> then.accept(network.get(instanceId, port, path, timeout));
    }

    /** For a served world: asked on a virtual thread of its own. */
    static Probe aside(Network network, ReentrantLock lock) {
        return (instanceId, port, path, timeout, then) -> Thread.ofVirtual()
                .name("health check")
                .start(() -> {
                    var answer = network.get(instanceId, port, path, timeout);
                    lock.lock();
                    try {
                        then.accept(answer);
                    } finally {
                        lock.unlock();
                    }
                });
    }
}
