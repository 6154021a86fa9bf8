package no.dotkom.portal.outside;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.reconcile.port.FrontDoor;
import org.springframework.stereotype.Component;

/**
 * The one place from which the portal speaks HTTP. It asks the gateways that the platform's manifest names and nobody
 * else: no redirect is followed, 3 s, and only the status is read.
 */
@Component
class HttpFrontDoor implements FrontDoor {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    public Answer ask(Gateway gateway, HostName host, String path) {
        var request = HttpRequest.newBuilder(URI.create(gateway.address() + path))
                .timeout(TIMEOUT)
                .header("Host", host.value())
                .header("User-Agent", "container-portal")
                .GET()
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream unread = response.body()) {
                return new Answer.Status(response.statusCode());
            }
        } catch (IOException silent) {
            return new Answer.Silent(String.valueOf(silent.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer.Silent("interrupted");
        }
    }
}
