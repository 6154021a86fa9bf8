package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.APP_OPENED;
import static no.dotkom.portaldb.Tables.OWNED_APP;
import static no.dotkom.portaldb.Tables.REMOVED_ENVIRONMENT;
import static no.dotkom.portaldb.Tables.ROLLOUT_PROGRESS;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.reconcile.RolloutStep;
import no.dotkom.portaldb.tables.records.RemovedEnvironmentRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What the pages read across rooms, and which applications their readers opened. */
@Repository
class DashboardRepository {
    /** A row is written anew after this long at most, so that leafing through pages does not write. */
    private static final Duration OPENED_AGAIN = Duration.ofMinutes(1);

    private final DSLContext sql;

    DashboardRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** How far the newest version of each is. */
    Map<EnvironmentId, Progress> progress(Collection<EnvironmentDetails> environments) {
        var found = new HashMap<EnvironmentId, Progress>();
        var newest = environments.stream()
                .map(each -> row(each.ref().id().value(), each.generation().number()))
                .toList();
        sql.selectFrom(ROLLOUT_PROGRESS)
                .where(row(ROLLOUT_PROGRESS.ENVIRONMENT, ROLLOUT_PROGRESS.GENERATION)
                        .in(newest))
                .forEach(each -> found.put(
                        new EnvironmentId(each.getEnvironment()),
                        progress(each.getDone().intValue(), each.getAt())));
        return found;
    }

    /** @param at absent while the next step waits for somebody */
    private static Progress progress(int done, @Nullable Short at) {
        return new Progress(done, at == null ? Math.min(done + 1, RolloutStep.Name.values().length) : at);
    }

    Optional<Removed> removed(AppName app, EnvironmentSlug slug) {
        return removed(REMOVED_ENVIRONMENT.APP.eq(app.value()).and(REMOVED_ENVIRONMENT.SLUG.eq(slug.value())));
    }

    Optional<Removed> removed(EnvironmentId id) {
        return removed(REMOVED_ENVIRONMENT.ID.eq(id.value()));
    }

    private Optional<Removed> removed(Condition which) {
        return sql.selectFrom(REMOVED_ENVIRONMENT)
                .where(which)
                .orderBy(REMOVED_ENVIRONMENT.REMOVED_AT.desc())
                .limit(1)
                .fetchOptional(DashboardRepository::toRemoved);
    }

    private static Removed toRemoved(RemovedEnvironmentRecord row) {
        return new Removed(
                new AppName(row.getApp()),
                new EnvironmentSlug(row.getSlug()),
                new TeamSlug(row.getTeam()),
                row.getRemovedAt(),
                row.getRemovedBy());
    }

    /** How many applications there are. @param teams whose, or null for all */
    long applications(@Nullable Collection<TeamSlug> teams) {
        return sql.fetchCount(
                OWNED_APP,
                teams == null
                        ? noCondition()
                        : OWNED_APP.TEAM.in(teams.stream().map(TeamSlug::value).toList()));
    }

    void opened(UUID member, AppName app, Instant at) {
        sql.insertInto(APP_OPENED)
                .set(APP_OPENED.MEMBER, member)
                .set(APP_OPENED.APP, app.value())
                .set(APP_OPENED.AT, at)
                .onConflict(APP_OPENED.MEMBER, APP_OPENED.APP)
                .doUpdate()
                .set(APP_OPENED.AT, excluded(APP_OPENED.AT))
                .where(APP_OPENED.AT.lt(at.minus(OPENED_AGAIN)))
                .execute();
    }

    /** The names opened last, latest first; some may be gone or another's by now. */
    List<String> lately(UUID member, int most) {
        return sql.select(APP_OPENED.APP)
                .from(APP_OPENED)
                .where(APP_OPENED.MEMBER.eq(member))
                .orderBy(APP_OPENED.AT.desc())
                .limit(most)
                .fetch(APP_OPENED.APP);
    }
}
