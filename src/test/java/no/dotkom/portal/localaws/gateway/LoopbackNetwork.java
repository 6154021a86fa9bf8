package no.dotkom.portal.localaws.gateway;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import no.dotkom.portal.localaws.world.Network;

/** Every node's ports are this machine's. */
final class LoopbackNetwork implements Network {
    @Override
    public Answer get(String instanceId, int port, String path, Duration timeout) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:%d%s".formatted(port, path))
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            return new Answer.Status(connection.getResponseCode(), "");
        } catch (SocketTimeoutException e) {
            return new Answer.TimedOut();
        } catch (IOException e) {
            return new Answer.Refused();
        }
    }
}
