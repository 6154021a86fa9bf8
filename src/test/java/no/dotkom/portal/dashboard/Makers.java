package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.MEMBER;
import static no.dotkom.portaldb.Tables.MEMBERSHIP;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.identity.ApiToken;
import no.dotkom.portal.identity.ApiTokens;
import no.dotkom.portal.identity.ApiTokens.Making;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.TeamSlug;
import org.jooq.DSLContext;

/** Tokens of the portal, and members who are in the database as after a sign-in: a token is looked up by its maker. */
record Makers(DSLContext sql, ApiTokens tokens) {
    Member signedIn(String name, TeamSlug team, Role role) {
        var member = new Member(UUID.randomUUID(), name, false, new TreeMap<>(Map.of(team, role)));
        sql.insertInto(MEMBER)
                .set(MEMBER.ID, member.id())
                .set(MEMBER.ISSUER, "https://auth.example")
                .set(MEMBER.SUBJECT, member.id().toString())
                .set(MEMBER.NAME, name)
                .set(MEMBER.PLATFORM_ADMIN, false)
                .set(MEMBER.FIRST_SIGNED_AT, Instant.now())
                .set(MEMBER.LAST_SIGNED_AT, Instant.now())
                // Their sign-in is made up: the source is not to be asked about it.
                .set(MEMBER.READ_AT, Instant.now().plusSeconds(3600))
                .execute();
        sql.insertInto(MEMBERSHIP)
                .set(MEMBERSHIP.MEMBER_ID, member.id())
                .set(MEMBERSHIP.TEAM, team.value())
                .set(MEMBERSHIP.ROLE, role.name())
                .execute();
        return member;
    }

    /** Takes the member out of every team, as the source would have told by now. */
    void remove(Member member) {
        sql.deleteFrom(MEMBERSHIP).where(MEMBERSHIP.MEMBER_ID.eq(member.id())).execute();
    }

    Making.Made make(Member maker, Scene scene, String name, ApiToken.Scope scope, int days) {
        var wish = new ApiTokens.Wish(name, scope, days, UUID.randomUUID().toString());
        return (Making.Made) tokens.make(maker, place(scene), wish);
    }

    static ApiTokens.Place place(Scene scene) {
        var ref = scene.ref();
        return new ApiTokens.Place(ref.id(), ref.name(), ref.team());
    }

    /** A token of somebody's who is a developer. */
    String text(Scene scene, ApiToken.Scope scope) {
        return make(signedIn("Tuva Moe", scene.ref().team(), Role.DEVELOPER), scene, "ci", scope, 30)
                .text();
    }
}
