package no.dotkom.portal.identity;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.MEMBER;
import static no.dotkom.portaldb.Tables.MEMBERSHIP;
import static no.dotkom.portaldb.Tables.SIGN_IN_TOKEN;
import static no.dotkom.portaldb.Tables.TEAM;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.model.TeamSlug;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables member, membership, team and sign_in_token. */
@Repository
class MemberRepository {
    /** What we know of somebody: rights as the source last said, at {@code readAt}. */
    record Row(UUID id, String issuer, String subject, String name, Memberships memberships, Instant readAt) {
        Row with(Memberships others) {
            return new Row(id, issuer, subject, name, others, readAt);
        }
    }

    private final DSLContext sql;

    MemberRepository(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Row> find(UUID id) {
        var teams = multiset(select(MEMBERSHIP.TEAM, MEMBERSHIP.ROLE)
                        .from(MEMBERSHIP)
                        .where(MEMBERSHIP.MEMBER_ID.eq(MEMBER.ID)))
                .convertFrom(rows -> {
                    var roles = new HashMap<TeamSlug, Role>();
                    rows.forEach(row -> roles.put(new TeamSlug(row.value1()), Role.valueOf(row.value2())));
                    return roles;
                });
        return sql.select(
                        MEMBER.ID,
                        MEMBER.ISSUER,
                        MEMBER.SUBJECT,
                        MEMBER.NAME,
                        MEMBER.PLATFORM_ADMIN,
                        MEMBER.READ_AT,
                        teams)
                .from(MEMBER)
                .where(MEMBER.ID.eq(id))
                .fetchOptional(row -> new Row(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        Memberships.of(row.value5(), row.value7()),
                        row.value6()));
    }

    /** Writes down who signed in; the id is the same for the same issuer and subject. */
    @Transactional
    UUID signedIn(String issuer, String subject, String name, Memberships memberships, Instant at) {
        var member = sql.insertInto(MEMBER)
                .set(MEMBER.ID, UUID.randomUUID())
                .set(MEMBER.ISSUER, issuer)
                .set(MEMBER.SUBJECT, subject)
                .set(MEMBER.NAME, name)
                .set(MEMBER.PLATFORM_ADMIN, memberships.platformAdmin())
                .set(MEMBER.FIRST_SIGNED_AT, at)
                .set(MEMBER.LAST_SIGNED_AT, at)
                .set(MEMBER.READ_AT, at)
                .onConflict(MEMBER.ISSUER, MEMBER.SUBJECT)
                .doUpdate()
                .set(MEMBER.NAME, name)
                .set(MEMBER.LAST_SIGNED_AT, at)
                .returning(MEMBER.ID)
                .fetchSingle();
        var id = requireNonNull(member.getId());
        read(id, memberships, at);
        return id;
    }

    /** Writes down what the source said. */
    @Transactional
    void read(UUID id, Memberships memberships, Instant at) {
        sql.update(MEMBER)
                .set(MEMBER.PLATFORM_ADMIN, memberships.platformAdmin())
                .set(MEMBER.READ_AT, at)
                .where(MEMBER.ID.eq(id))
                .execute();
        sql.deleteFrom(MEMBERSHIP).where(MEMBERSHIP.MEMBER_ID.eq(id)).execute();
        memberships
                .teams()
                .forEach((team, role) -> sql.insertInto(MEMBERSHIP)
                        .set(MEMBERSHIP.MEMBER_ID, id)
                        .set(MEMBERSHIP.TEAM, team.value())
                        .set(MEMBERSHIP.ROLE, role.name())
                        .execute());
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return sql.select(MEMBER.ID, MEMBER.NAME)
                .from(MEMBER)
                .where(MEMBER.ID.in(ids))
                .fetchMap(MEMBER.ID, MEMBER.NAME);
    }

    List<Team> teams() {
        return sql.select(TEAM.SLUG, TEAM.NAME)
                .from(TEAM)
                .orderBy(TEAM.SLUG)
                .fetch(row -> new Team(new TeamSlug(row.value1()), row.value2()));
    }

    Optional<Team> team(TeamSlug slug) {
        return sql.select(TEAM.SLUG, TEAM.NAME)
                .from(TEAM)
                .where(TEAM.SLUG.eq(slug.value()))
                .fetchOptional(row -> new Team(new TeamSlug(row.value1()), row.value2()));
    }

    void put(Team team) {
        sql.insertInto(TEAM)
                .set(TEAM.SLUG, team.slug().value())
                .set(TEAM.NAME, team.name())
                .onConflict(TEAM.SLUG)
                .doUpdate()
                .set(TEAM.NAME, team.name())
                .execute();
    }

    Optional<byte[]> tokens(UUID member) {
        return sql.select(SIGN_IN_TOKEN.SEALED)
                .from(SIGN_IN_TOKEN)
                .where(SIGN_IN_TOKEN.MEMBER_ID.eq(member))
                .fetchOptional(SIGN_IN_TOKEN.SEALED);
    }

    void keepTokens(UUID member, byte[] box, Instant at) {
        sql.insertInto(SIGN_IN_TOKEN)
                .set(SIGN_IN_TOKEN.MEMBER_ID, member)
                .set(SIGN_IN_TOKEN.SEALED, box)
                .set(SIGN_IN_TOKEN.CHANGED_AT, at)
                .onConflict(SIGN_IN_TOKEN.MEMBER_ID)
                .doUpdate()
                .set(SIGN_IN_TOKEN.SEALED, box)
                .set(SIGN_IN_TOKEN.CHANGED_AT, at)
                .execute();
    }

    void forgetTokens(UUID member) {
        sql.deleteFrom(SIGN_IN_TOKEN).where(SIGN_IN_TOKEN.MEMBER_ID.eq(member)).execute();
    }
}
