package no.dotkom.portal.localaws.world;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of this machine alone, a virtual thread for each request. */
public final class Loopback implements AutoCloseable {
    private static final int BACKLOG = 512;

    static {
        // Without it every answer on a kept connection waits 40 ms for the peer's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Loopback(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 takes a free one */
    public static Loopback serve(int port, HttpHandler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var loopback = new Loopback(HttpServer.create(address, BACKLOG));
        loopback.server.createContext("/", handler);
        loopback.server.setExecutor(loopback.threads);
        loopback.server.start();
        return loopback;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Accepts nothing more and waits until all that was accepted is answered, at most for {@code patience} in whole
     * seconds; what is left then is cut.
     *
     * @return whether all was answered in time: the server itself waits, and it waits longer for nothing else
     */
    public boolean stop(Duration patience) {
        var seconds = (int) Math.max(1, patience.toSeconds());
        var begun = System.nanoTime();
        server.stop(seconds);
        var inTime = System.nanoTime() - begun < Duration.ofSeconds(seconds).toNanos();
        threads.shutdownNow();
        return inTime;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
