package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static no.dotkom.portaldb.Tables.HOST;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.not;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.TeamSlug;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Who holds which host name; the unique key decides every race. */
@Repository
class HostRepository {
    /** A released name rests so long before another team may take it (design.md decision 9). */
    static final Duration QUARANTINE = Duration.ofDays(30);

    private final DSLContext sql;

    HostRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Who has a name. @param restingUntil set when it was released and rests */
    record Holder(String environment, Optional<Instant> restingUntil) {}

    /** True when the name is now held by {@code environment}; a name at rest is taken again by its own team only. */
    boolean claim(HostName host, EnvironmentId environment, TeamSlug team, Instant at) {
        return sql.insertInto(HOST)
                        .set(HOST.NAME, host.value())
                        .set(HOST.ENVIRONMENT, environment.value())
                        .set(HOST.TEAM, team.value())
                        .set(HOST.CLAIMED_AT, at)
                        .onConflict(HOST.NAME)
                        .doUpdate()
                        .set(HOST.ENVIRONMENT, environment.value())
                        .set(HOST.TEAM, team.value())
                        .set(HOST.CLAIMED_AT, at)
                        .setNull(HOST.RELEASED_AT)
                        .setNull(HOST.QUARANTINED_UNTIL)
                        .where(HOST.ENVIRONMENT
                                .eq(environment.value())
                                .or(HOST.RELEASED_AT
                                        .isNotNull()
                                        .and(HOST.TEAM.eq(team.value()).or(HOST.QUARANTINED_UNTIL.le(at)))))
                        .execute()
                == 1;
    }

    /** True when a claim by {@code own} or {@code team} would succeed now. */
    boolean free(HostName host, @Nullable EnvironmentId own, TeamSlug team, Instant at) {
        var mine = own == null ? falseCondition() : HOST.ENVIRONMENT.eq(own.value());
        var rested = HOST.RELEASED_AT.isNotNull().and(HOST.TEAM.eq(team.value()).or(HOST.QUARANTINED_UNTIL.le(at)));
        return !sql.fetchExists(HOST, HOST.NAME.eq(host.value()), not(mine.or(rested)));
    }

    Optional<Holder> holder(HostName host) {
        return sql.select(APP.NAME, ENVIRONMENT.SLUG, HOST.QUARANTINED_UNTIL)
                .from(HOST)
                .join(ENVIRONMENT)
                .on(ENVIRONMENT.ID.eq(HOST.ENVIRONMENT))
                .join(APP)
                .on(APP.ID.eq(ENVIRONMENT.APP))
                .where(HOST.NAME.eq(host.value()))
                .fetchOptional(row -> new Holder(row.value1() + "-" + row.value2(), Optional.ofNullable(row.value3())));
    }

    /** Who answers to a name now, if anybody here does. */
    Optional<EnvironmentId> environment(HostName host) {
        return sql.select(HOST.ENVIRONMENT)
                .from(HOST)
                .where(HOST.NAME.eq(host.value()), HOST.RELEASED_AT.isNull())
                .fetchOptional(row -> new EnvironmentId(row.value1()));
    }

    /** Lets go of all names of an environment but {@code keep}. */
    void release(EnvironmentId environment, Collection<HostName> keep, Instant at) {
        sql.update(HOST)
                .set(HOST.RELEASED_AT, at)
                .set(HOST.QUARANTINED_UNTIL, at.plus(QUARANTINE))
                .where(HOST.ENVIRONMENT.eq(environment.value()))
                .and(HOST.RELEASED_AT.isNull())
                .and(HOST.NAME.notIn(keep.stream().map(HostName::value).toList()))
                .execute();
    }

    /** Forgets that {@code environment} ever had a name: it never answered to one here. */
    void free(EnvironmentId environment) {
        sql.deleteFrom(HOST).where(HOST.ENVIRONMENT.eq(environment.value())).execute();
    }

    /** Names an environment has or lately had: their records are looked for when it lets go of them. */
    List<HostName> ever(EnvironmentId environment) {
        return sql.select(HOST.NAME)
                .from(HOST)
                .where(HOST.ENVIRONMENT.eq(environment.value()))
                .orderBy(HOST.NAME)
                .fetch(row -> new HostName(row.value1()));
    }
}
