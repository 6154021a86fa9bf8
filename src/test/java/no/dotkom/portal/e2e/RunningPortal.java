package no.dotkom.portal.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import no.dotkom.portal.PortalApplication;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.LocalWorld;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.reconcile.port.Proofs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The portal on a free port, in a served world whose clock tests move. */
@SpringBootTest(
        classes = {PortalApplication.class, RunningPortal.InThisWorld.class},
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
abstract class RunningPortal {
    private static final int PORT = freePort();
    static final LocalAws WORLD = world();
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final LocalIdentity IDENTITY = LocalIdentity.start(0);
    private static final HttpClient VISITOR = HttpClient.newHttpClient();

    @TestConfiguration(proxyBeanMethods = false)
    static class InThisWorld {
        @Bean
        @Primary
        Clock worldClock() {
            return WORLD.clock();
        }

        @Bean
        @Primary
        Proofs dns() {
            return LocalWorld.dns(() -> WORLD);
        }

        @Bean
        @Primary
        AwsCredentialsProvider nobody() {
            return AnonymousCredentialsProvider.create();
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        toThisWorld();
        registry.add("server.port", () -> PORT);
        registry.add("management.server.port", () -> 0);
        registry.add("portal.url", RunningPortal::url);
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::user);
        registry.add("spring.datasource.password", DATABASE::password);
        IDENTITY.settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    /**
     * The SDK's own setting, so that the portal needs none for its tests. Its context outlives a class and makes some
     * clients when they are first needed, so each class sets it.
     */
    @BeforeAll
    static void toThisWorld() {
        System.setProperty("aws.endpointUrl", WORLD.endpoint().toString());
    }

    @AfterAll
    static void forget() {
        System.clearProperty("aws.endpointUrl");
    }

    private static LocalAws world() {
        try {
            return LocalWorld.serve(0, 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String url() {
        return "http://localhost:" + PORT;
    }

    static String workflowToken(String audience, Map<String, Object> claims) {
        return IDENTITY.workflowToken(audience, claims);
    }

    /** What a visitor of {@code host} gets through the gateway. */
    static HttpResponse<String> visit(String host) {
        return visit(host, "/");
    }

    static HttpResponse<String> visit(String host, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.gatewayPort() + path))
                .header("Host", host)
                .build();
        try {
            return VISITOR.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
