package no.dotkom.portal.localaws.elbv2;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** For a served world: asked on a virtual thread of its own. @param open how many have not been answered */
    static Probe aside(Network network, ReentrantLock lock, AtomicInteger open) {
        return (instanceId, port, path, timeout, then) -> {
            open.incrementAndGet();
            Thread.ofVirtual().name("health check").start(() -> {
                try {
                    var answer = network.get(instanceId, port, path, timeout);
                    lock.lock();
                    try {
                        then.accept(answer);
                    } finally {
                        lock.unlock();
                    }
                } finally {
                    open.decrementAndGet();
                }
            });
        };
    }
}
