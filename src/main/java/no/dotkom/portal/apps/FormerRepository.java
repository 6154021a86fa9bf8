package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;

import java.time.Instant;
import java.util.Set;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.TeamSlug;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Repository;

/** Environments that are gone, as far as something of theirs is kept. */
@Repository
class FormerRepository {
    private final DSLContext sql;

    FormerRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Environments of the name of {@code id} that are gone and whose logs were kept: its own team's, and any whose last
     * line has expired.
     */
    Set<EnvironmentId> former(EnvironmentId id, Instant expired) {
        var app = APP.as("former_app");
        var gone = ENVIRONMENT.as("former");
        return sql.select(gone.ID)
                .from(ENVIRONMENT)
                .join(APP)
                .on(APP.ID.eq(ENVIRONMENT.APP))
                .join(app)
                .on(app.NAME.eq(APP.NAME))
                .join(gone)
                .on(gone.APP.eq(app.ID), gone.SLUG.eq(ENVIRONMENT.SLUG))
                .where(ENVIRONMENT.ID.eq(id.value()), gone.REMOVED_AT.isNotNull(), gone.KEEP_LOGS.isTrue())
                .and(app.TEAM.eq(APP.TEAM).or(gone.REMOVED_AT.lt(expired)))
                .fetchSet(row -> new EnvironmentId(row.value1()));
    }

    /** True when lines of another team's application of this name are still kept. */
    boolean keptByOthers(EnvironmentName name, TeamSlug team, Instant expired) {
        return sql.fetchExists(sql.selectOne()
                .from(ENVIRONMENT)
                .join(APP)
                .on(APP.ID.eq(ENVIRONMENT.APP))
                .where(APP.NAME.eq(name.app().value()), APP.TEAM.ne(team.value()))
                .and(ENVIRONMENT.SLUG.eq(name.slug().value()))
                .and(ENVIRONMENT.KEEP_LOGS.isTrue())
                .and(ENVIRONMENT.REMOVED_AT.ge(expired)));
    }

    /** True when {@code tag} is the id of an environment that exists, or whose logs were kept after {@code expired}. */
    boolean owns(String tag, Instant expired) {
        return sql.fetchExists(
                ENVIRONMENT,
                ENVIRONMENT.ID.cast(SQLDataType.VARCHAR).eq(tag),
                ENVIRONMENT
                        .REMOVED_AT
                        .isNull()
                        .or(ENVIRONMENT.KEEP_LOGS.isTrue().and(ENVIRONMENT.REMOVED_AT.ge(expired))));
    }
}
