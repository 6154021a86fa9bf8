package no.dotkom.portal.processes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What the load balancer is to the portals: each request goes to the next of them, one that is being drained gets no new
 * ones and may finish what it has. It does not try again, and answers 502 when a portal does not take the connection.
 */
final class Front extends Relay {
    private static final byte[] NOBODY =
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes();

    private final List<Integer> portals = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private Front() throws IOException {}

    static Front start() throws IOException {
        var front = new Front();
        front.begin();
        return front;
    }

    String url() {
        return "http://localhost:" + port();
    }

    void send(int portal) {
        if (!portals.contains(portal)) {
            portals.add(portal);
        }
    }

    /** No new request goes to it; those that it has are left alone. */
    void drain(int portal) {
        portals.remove(Integer.valueOf(portal));
    }

    @Override
    void serve(Socket client) throws IOException {
        var request = Message.read(new BufferedInputStream(client.getInputStream()));
        var now = List.copyOf(portals);
        if (request.isEmpty() || now.isEmpty()) {
            client.getOutputStream().write(NOBODY);
            return;
        }
        var portal = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        try (var upstream = connect(portal)) {
            upstream.getOutputStream().write(once(request.get()).bytes());
            pipe(client, upstream);
        } catch (java.net.ConnectException refused) {
            client.getOutputStream().write(NOBODY);
        }
    }

    /** One request a connection, so that each can go to another portal. */
    private static Message once(Message request) {
        var fields = Stream.concat(
                        request.fields().stream().filter(field -> !field.regionMatches(true, 0, "Connection:", 0, 11)),
                        Stream.of("Connection: close"))
                .toList();
        return new Message(request.start(), new ArrayList<>(fields), request.body());
    }

    /** Until the portal has said all; when the visitor leaves first, the portal's connection is closed as well. */
    private static void pipe(Socket client, Socket upstream) throws IOException {
        Thread.ofVirtual().start(() -> closeWithTheVisitor(client, upstream));
        upstream.getInputStream().transferTo(client.getOutputStream());
    }

    private static void closeWithTheVisitor(Socket client, Socket upstream) {
        try {
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            upstream.close();
        } catch (IOException gone) {
            // The other direction has ended, and closed both.
        }
    }
}
