package no.dotkom.portal.dashboard.domains;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.dotkom.portal.dashboard.port.Dns;
import org.springframework.stereotype.Component;

/**
 * Asks as the machine is set up to. The answer of the system cannot be interrupted, so it is waited for by few threads
 * of its own: whoever finds all of them waiting is told that DNS is silent.
 */
@Component
class SystemDns implements Dns, AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int SECONDS = 3;

    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("dns-", 1).factory());

    SystemDns() {
        ((ThreadPoolExecutor) threads).allowCoreThreadTimeOut(true);
    }

    @Override
    public SortedSet<String> addresses(String name) {
        try {
            return threads.submit(() -> ask(name)).get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RejectedExecutionException none) {
            throw new Silent("No DNS server answered within " + SECONDS + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Silent("Interrupted");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Silent silent ? silent : new Silent(String.valueOf(failed.getCause()));
        }
    }

    private static SortedSet<String> ask(String name) {
        var addresses = new TreeSet<String>();
        try {
            for (var address : InetAddress.getAllByName(name)) {
                addresses.add(address.getHostAddress());
            }
        } catch (UnknownHostException none) {
            // The system's words for "no server answered" (EAI_AGAIN) in every libc that we run on.
            if (String.valueOf(none.getMessage()).contains("emporary failure")) {
                throw new Silent("No DNS server answered");
            }
        }
        return addresses;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
