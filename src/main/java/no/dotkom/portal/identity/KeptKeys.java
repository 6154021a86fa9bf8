package no.dotkom.portal.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import no.dotkom.portal.identity.port.SigningKeys;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer, read when they are first needed and kept: a token of a key that is not among them has them
 * read again, but not more often than every half minute, whoever sends such tokens.
 */
final class KeptKeys implements JWKSource<SecurityContext> {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private record Read(JWKSet keys, Instant at) {}

    private final URI address;
    private final SigningKeys keys;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read last;
    /** Guarded by {@link #reading}. */
    private Instant askedAt = Instant.MIN;

    KeptKeys(URI address, SigningKeys keys, Clock clock) {
        this.address = address;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        var kept = last;
        var found = kept == null ? List.<JWK>of() : selector.select(kept.keys());
        return found.isEmpty() || kept == null || isOld(kept) ? selector.select(again()) : found;
    }

    private boolean isOld(Read read) {
        return !clock.instant().isBefore(read.at().plus(KEPT));
    }

    /** Read anew, or what is known when they were asked for a moment ago. */
    private JWKSet again() throws KeySourceException {
        reading.lock();
        try {
            var now = clock.instant();
            if (now.isBefore(askedAt.plus(PAUSE)) && !now.isBefore(askedAt)) {
                return known(null);
            }
            askedAt = now;
            var read = new Read(JWKSet.parse(keys.read(address)), now);
            last = read;
            return read.keys();
        } catch (IOException | ParseException failed) {
            return known(failed);
        } finally {
            reading.unlock();
        }
    }

    private JWKSet known(@Nullable Exception why) throws KeySourceException {
        var kept = last;
        if (kept == null) {
            throw new RemoteKeySourceException("The keys of " + address.getHost() + " could not be read", why);
        }
        return kept.keys();
    }
}
