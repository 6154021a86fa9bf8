package no.dotkom.portal.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.reconcile.port.FrontDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway that is asked for whatever path the load balancer may be told to check. */
class HttpFrontDoorTest {
    private static final HostName HOST = new HostName("grades.online.ntnu.no");
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpFrontDoor door = new HttpFrontDoor(new Http());
    private HttpServer server;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        gateway = new Gateway("main", new Arn("arn:lb"), new Arn("arn:listener"), "main.aws", "Z1", address);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/health?deep=1,/health?deep=1",
                "/a%20b,/a%20b",
                "/x|y,/x%7Cy",
                "/{a}[b],/%7Ba%7D%5Bb%5D",
                "/x?q=%,/x?q=%25",
                "/x%2,/x%252",
                "/a#b,/a%23b",
                "/\"<>\\^`,/%22%3C%3E%5C%5E%60"
            })
    void aPathIsAskedForAsItStands(String path, String line) {
        assertThat(HealthCheck.isPath(path)).isTrue();
        assertThat(door.ask(gateway, HOST, path)).isEqualTo(new FrontDoor.Answer.Status(204));
        assertThat(asked).containsExactly(line + " " + HOST.value());
    }

    @Test
    void everyCharacterThatAHealthPathMayHoldCanBeAsked() {
        for (char each = '!'; each <= '~'; each++) {
            assertThat(door.ask(gateway, HOST, "/x" + each + "y")).isEqualTo(new FrontDoor.Answer.Status(204));
        }
        assertThat(asked).hasSize('~' - '!' + 1);
    }
}
