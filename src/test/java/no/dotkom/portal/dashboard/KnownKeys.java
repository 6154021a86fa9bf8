package no.dotkom.portal.dashboard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.identity.port.SigningKeys;

/** The keys of the issuer of workflows: one, which tests sign with. */
public final class KnownKeys implements SigningKeys {
    static final RSAKey KEY = make("known");

    private final List<URI> asked = new ArrayList<>();

    static RSAKey make(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every address that was asked. */
    synchronized List<URI> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized String read(URI address) {
        asked.add(address);
        return new JWKSet(KEY.toPublicJWK()).toString();
    }
}
