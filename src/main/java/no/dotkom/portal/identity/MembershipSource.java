package no.dotkom.portal.identity;

import java.util.Map;
import java.util.UUID;

/** Says which teams somebody is in. Several may exist; what they say counts together. */
interface MembershipSource {
    /**
     * Somebody the identity provider vouches for.
     *
     * @param claims of the verified ID token and user info, at sign-in
     */
    record Person(String issuer, String subject, Map<String, Object> claims) {
        public Person {
            claims = Map.copyOf(claims);
        }
    }

    /** What a source has to say. */
    sealed interface Answer {
        record Known(Memberships memberships) implements Answer {}

        /** It cannot say now: what it said last is kept. */
        record Unreachable(String why) implements Answer {}

        /** The sign-in is over: the provider no longer accepts what we hold. */
        record Refused() implements Answer {}
    }

    /** At sign-in. */
    Answer at(Person signIn);

    /** Later, without the person's doing. */
    Answer again(UUID member, String issuer, String subject);
}
