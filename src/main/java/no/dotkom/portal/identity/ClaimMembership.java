package no.dotkom.portal.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the identity provider itself says, by a claim; read again through the tokens of the sign-in. Without a claim in
 * the configuration it says nothing.
 */
@Component
class ClaimMembership implements MembershipSource {
    private final @Nullable GroupClaim claim;
    private final SignInTokens tokens;
    private final IdentityProvider provider;

    ClaimMembership(IdentityProperties properties, SignInTokens tokens, IdentityProvider provider) {
        this.claim = properties.claim() == null ? null : new GroupClaim(properties.claim());
        this.tokens = tokens;
        this.provider = provider;
    }

    @Override
    public Answer at(Person signIn) {
        return new Answer.Known(claim == null ? Memberships.NONE : claim.read(signIn.claims()));
    }

    @Override
    public Answer again(UUID member, String issuer, String subject) {
        if (claim == null) {
            return new Answer.Known(Memberships.NONE);
        }
        var held = tokens.of(member);
        if (held.isEmpty()) {
            return new Answer.Refused();
        }
        return switch (provider.userInfo(held.get(), subject)) {
            case IdentityProvider.UserInfo.Read read -> {
                if (!read.tokens().equals(held.get())) {
                    tokens.keep(member, read.tokens());
                }
                yield new Answer.Known(claim.read(read.claims()));
            }
            case IdentityProvider.UserInfo.Silent silent -> new Answer.Unreachable(silent.why());
            case IdentityProvider.UserInfo.Refused refused -> {
                tokens.forget(member);
                yield new Answer.Refused();
            }
        };
    }
}
