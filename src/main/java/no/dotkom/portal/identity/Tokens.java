package no.dotkom.portal.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a sign-in left us to ask the provider with; never shown, never logged. */
record Tokens(
        String access, Instant accessExpires, @Nullable String refresh) {
    @Override
    public String toString() {
        return "Tokens[…]";
    }
}
