package no.dotkom.furniture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.TestPostgres;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The furniture on a free port, with a database and an identity provider of its own. All tests that extend it share
 * one: they use names that no other test uses.
 */
@SpringBootTest(classes = FurnitureApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
abstract class RunningFurniture {
    private static final int PORT = freePort();
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final LocalIdentity IDENTITY = LocalIdentity.start(0);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        settings(registry, PORT, IDENTITY.settings());
    }

    static void settings(DynamicPropertyRegistry registry, int port, Map<String, String> identity) {
        registry.add("server.port", () -> port);
        registry.add("server.address", () -> "127.0.0.1");
        registry.add("management.server.port", () -> 0);
        registry.add("management.server.address", () -> "127.0.0.1");
        registry.add("portal.url", () -> "http://localhost:" + port);
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::user);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("db-scheduler.enabled", () -> false);
        registry.add("portal.stream.recheck", () -> "2s");
        registry.add("portal.stream.ping", () -> "2s");
        registry.add("portal.stream.gap", () -> "50ms");
        identity.forEach((name, value) -> registry.add(name, () -> value));
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where browsers reach it. */
    static String url() {
        return "http://localhost:" + PORT;
    }

    static int port() {
        return PORT;
    }

    static TestPostgres.Database database() {
        return DATABASE;
    }

    static LocalIdentity identity() {
        return IDENTITY;
    }
}
