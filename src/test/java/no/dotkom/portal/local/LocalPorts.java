package no.dotkom.portal.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of the local world (design.md §5); each can be moved by an environment variable. */
public record LocalPorts(int portal, int gateway, int aws, int identity, int management, int postgres) {
    static LocalPorts fromEnvironment() {
        return new LocalPorts(
                port("PORTAL_PORT", 8080),
                port("PORTAL_GATEWAY_PORT", 8081),
                port("PORTAL_AWS_PORT", 4566),
                port("PORTAL_IDENTITY_PORT", 8082),
                port("PORTAL_MANAGEMENT_PORT", 8083),
                port("PORTAL_POSTGRES_PORT", 54329));
    }

    /** Six that nobody listens on now. */
    public static LocalPorts free() throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var wanted = 0; wanted < 6; wanted++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            var ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new LocalPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static int port(String variable, int otherwise) {
        var set = System.getenv(variable);
        if (set == null || set.isBlank()) {
            return otherwise;
        }
        if (!set.matches("[1-9][0-9]{0,4}") || Integer.parseInt(set) > 65535) {
            throw new Sentence(variable + " is \"" + set + "\"; a port is 1 to 65535.");
        }
        return Integer.parseInt(set);
    }

    /** Says in one sentence which port is taken, before anything is started. */
    void mustBeFree(boolean withPortal) {
        var wanted = new LinkedHashMap<String, Integer>(Map.of(
                "PORTAL_GATEWAY_PORT", gateway,
                "PORTAL_AWS_PORT", aws,
                "PORTAL_IDENTITY_PORT", identity,
                "PORTAL_POSTGRES_PORT", postgres));
        if (withPortal) {
            wanted.put("PORTAL_PORT", portal);
            wanted.put("PORTAL_MANAGEMENT_PORT", management);
        }
        wanted.forEach((variable, port) -> {
            if (taken(port)) {
                throw new Sentence("Port " + port + " is taken. End what listens there, or set " + variable
                        + " to a free port and start again.");
            }
        });
    }

    private static boolean taken(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException inUse) {
            return true;
        }
    }

    /** Something a person at the console should read, instead of a stack trace. */
    static final class Sentence extends RuntimeException {
        Sentence(String text) {
            super(text);
        }
    }
}
