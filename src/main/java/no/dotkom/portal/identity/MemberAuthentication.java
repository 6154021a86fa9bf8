package no.dotkom.portal.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * What a session keeps of a sign-in: who and since when. No token and no right: tokens are sealed elsewhere, rights are
 * read at each request.
 *
 * @param provedAt when the identity provider last saw the person's own proof
 */
record MemberAuthentication(UUID member, Instant signedInAt, Instant provedAt) implements Authentication {
    private static final long serialVersionUID = 1L;

    /** Sessions are found by it, to end all of a member's. */
    @Override
    public String getName() {
        return member.toString();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public @Nullable Object getDetails() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return member;
    }

    @Override
    public boolean isAuthenticated() {
        return true;
    }

    @Override
    public void setAuthenticated(boolean authenticated) {
        throw new IllegalArgumentException("A sign-in is what it is");
    }
}
