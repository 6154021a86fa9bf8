package no.dotkom.portal.processes;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Something between two parties on this machine that can go away with all its connections, and come back. */
abstract class Relay implements Closeable {
    private static final int BACKLOG = 512;

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket door;

    Relay() throws IOException {
        var first = listen(0);
        this.port = first.getLocalPort();
        this.door = first;
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return socket;
    }

    /** To be called once by who extends this, when it is whole. */
    final void begin() {
        accepting(door);
    }

    private void accepting(@Nullable ServerSocket at) {
        if (at != null) {
            Thread.ofVirtual().start(() -> accept(at));
        }
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                var client = at.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                Thread.ofVirtual().start(() -> served(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void served(Socket client) {
        try (client) {
            serve(client);
        } catch (IOException left) {
            // Either side may leave at any time: that is what this is for.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    /** Serves one connection until its end. */
    abstract void serve(Socket client) throws IOException, InterruptedException;

    /** A connection to the other side. */
    static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Ends a connection with a reset, as a machine does that is gone. */
    static void reset(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    final int port() {
        return port;
    }

    /** Resets every connection and refuses new ones. */
    final synchronized void leave() throws IOException {
        if (door != null) {
            door.close();
            door = null;
        }
        for (var socket : open) {
            reset(socket);
        }
    }

    /** Listens again, at the same port. */
    final synchronized void comeBack() throws IOException {
        if (door == null) {
            door = listen(port);
            accepting(door);
        }
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
