package no.dotkom.portal.outside;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import no.dotkom.portal.identity.port.SigningKeys;
import org.springframework.stereotype.Component;

/** Reads key sets at the addresses that the configuration names. */
@Component
class HttpSigningKeys implements SigningKeys {
    /** A set of ten RSA keys with their certificates is a fifth of it. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Http http;

    HttpSigningKeys(Http http) {
        this.http = http;
    }

    @Override
    public String read(URI address) throws IOException {
        var answer = http.get(address, Map.of("Accept", "application/json"), MOST_BYTES, PATIENCE);
        if (answer.status() != 200) {
            throw new IOException(address.getHost() + " answered " + answer.status());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
