package no.dotkom.portal.identity;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.TeamSlug;
import org.jspecify.annotations.Nullable;

/**
 * A token that the portal gave out, without the token itself, which nobody can tell any more.
 *
 * @param environment the one that it opens
 * @param team who owned the application when it was made
 * @param maker our id of who made it; it opens nothing longer than they could
 * @param usedAt to the minute
 */
public record ApiToken(
        UUID id,
        EnvironmentId environment,
        TeamSlug team,
        String name,
        Scope scope,
        UUID maker,
        String madeBy,
        Instant madeAt,
        Instant until,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy)
        implements Caller {
    private static final Pattern NAME = Pattern.compile("[\\p{L}0-9][\\p{L}0-9 ._-]{0,39}");

    /** What it may be used for, least first. */
    public enum Scope {
        READ,
        DEPLOY
    }

    /** What becomes of a request that brings it. */
    public enum State {
        OPEN,
        EXPIRED,
        REVOKED,
        /** Who made it has no right to it any more. */
        LEFT,
        /** The identity provider no longer vouches for who made it, until they sign in again. */
        UNSURE
    }

    /** One of a list, as it is now. */
    public record Listed(ApiToken token, State state) {}

    public ApiToken {
        if (!isName(name)) {
            throw new IllegalArgumentException("Not a name of a token");
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String label() {
        return "%s (API token %s)".formatted(madeBy, name);
    }

    /** Below zero, so that it is no repository's. */
    @Override
    public long number() {
        return id.getMostSignificantBits() | Long.MIN_VALUE;
    }

    /** What it is called where there may be another of its name. */
    public String shortId() {
        return id.toString().substring(0, 8);
    }
}
