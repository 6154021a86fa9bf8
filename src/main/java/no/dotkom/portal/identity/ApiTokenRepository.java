package no.dotkom.portal.identity;

import static no.dotkom.portaldb.Tables.API_TOKEN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portaldb.tables.records.ApiTokenRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The table api_token. */
@Repository
class ApiTokenRepository {
    private final DSLContext sql;

    ApiTokenRepository(DSLContext sql) {
        this.sql = sql;
    }

    boolean wasMade(UUID member, String requestKey) {
        return sql.fetchExists(API_TOKEN, API_TOKEN.MEMBER.eq(member), API_TOKEN.REQUEST_KEY.eq(requestKey));
    }

    /** False when a form of the same key was first; waits for it when it is still under way. */
    boolean insert(ApiToken token, byte[] hash, String requestKey) {
        return sql.insertInto(API_TOKEN)
                        .set(API_TOKEN.ID, token.id())
                        .set(API_TOKEN.ENVIRONMENT, token.environment().value())
                        .set(API_TOKEN.TEAM, token.team().value())
                        .set(API_TOKEN.NAME, token.name())
                        .set(API_TOKEN.SCOPE, token.scope().name())
                        .set(API_TOKEN.HASH, hash)
                        .set(API_TOKEN.REQUEST_KEY, requestKey)
                        .set(API_TOKEN.MEMBER, token.maker())
                        .set(API_TOKEN.MADE_BY, token.madeBy())
                        .set(API_TOKEN.MADE_AT, token.madeAt())
                        .set(API_TOKEN.EXPIRES_AT, token.until())
                        .onConflict(API_TOKEN.MEMBER, API_TOKEN.REQUEST_KEY)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** True when it was not revoked before. */
    boolean revoke(EnvironmentId environment, UUID id, String by, Instant at) {
        return sql.update(API_TOKEN)
                        .set(API_TOKEN.REVOKED_AT, at)
                        .set(API_TOKEN.REVOKED_BY, by)
                        .where(API_TOKEN.ID.eq(id))
                        .and(API_TOKEN.ENVIRONMENT.eq(environment.value()))
                        .and(API_TOKEN.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Nothing is written when it was used after {@code before}. */
    void used(UUID id, Instant before, Instant at) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.USED_AT, at)
                .where(API_TOKEN.ID.eq(id))
                .and(API_TOKEN.USED_AT.isNull().or(API_TOKEN.USED_AT.le(before)))
                .execute();
    }

    Optional<ApiToken> find(byte[] hash) {
        return find(API_TOKEN.HASH.eq(hash)).stream().findFirst();
    }

    Optional<ApiToken> find(UUID id) {
        return find(API_TOKEN.ID.eq(id)).stream().findFirst();
    }

    /** The newest first. @param since those that ended before are left out */
    List<ApiToken> of(EnvironmentId environment, Instant since) {
        return find(API_TOKEN
                .ENVIRONMENT
                .eq(environment.value())
                .and(API_TOKEN.EXPIRES_AT.gt(since))
                .and(API_TOKEN.REVOKED_AT.isNull().or(API_TOKEN.REVOKED_AT.gt(since))));
    }

    private List<ApiToken> find(Condition which) {
        return sql.selectFrom(API_TOKEN)
                .where(which)
                .orderBy(API_TOKEN.MADE_AT.desc(), API_TOKEN.ID)
                .fetch(ApiTokenRepository::token);
    }

    private static ApiToken token(ApiTokenRecord row) {
        return new ApiToken(
                row.getId(),
                new EnvironmentId(row.getEnvironment()),
                new TeamSlug(row.getTeam()),
                row.getName(),
                ApiToken.Scope.valueOf(row.getScope()),
                row.getMember(),
                row.getMadeBy(),
                row.getMadeAt(),
                row.getExpiresAt(),
                row.getUsedAt(),
                row.getRevokedAt(),
                row.getRevokedBy());
    }
}
