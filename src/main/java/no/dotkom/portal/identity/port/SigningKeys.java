package no.dotkom.portal.identity.port;

import java.io.IOException;
import java.net.URI;

/** The keys with which others sign their tokens. */
public interface SigningKeys {
    /**
     * A JSON Web Key Set (RFC 7517) as it is published.
     *
     * @throws IOException when nothing that could be one came in time
     */
    String read(URI address) throws IOException;
}
