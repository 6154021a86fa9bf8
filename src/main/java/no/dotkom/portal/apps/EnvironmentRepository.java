package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static no.dotkom.portaldb.Tables.REQUEST_KEY;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.plan.Policy;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Applications and their environments. */
@Repository
class EnvironmentRepository {
    private static final Logger log = LoggerFactory.getLogger(EnvironmentRepository.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final no.dotkom.portaldb.tables.Version LATEST = VERSION.as("latest");
    private static final no.dotkom.portaldb.tables.Version LIVE = VERSION.as("live");
    private final DSLContext sql;

    EnvironmentRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** An application that exists: its id and its owner. */
    record AppRow(UUID id, TeamSlug team) {}

    Optional<AppRow> app(AppName name) {
        return sql.select(APP.ID, APP.TEAM)
                .from(APP)
                .where(APP.NAME.eq(name.value()), APP.REMOVED_AT.isNull())
                .fetchOptional(row -> new AppRow(row.value1(), new TeamSlug(row.value2())));
    }

    /** False when another form of that name was first; waits for it when it is still under way. */
    boolean insertApp(UUID id, AppName name, TeamSlug team, UUID by, Instant at) {
        return sql.insertInto(APP)
                        .set(APP.ID, id)
                        .set(APP.NAME, name.value())
                        .set(APP.TEAM, team.value())
                        .set(APP.CREATED_AT, at)
                        .set(APP.CREATED_BY, by)
                        .onConflict(APP.NAME)
                        .where(APP.REMOVED_AT.isNull())
                        .doNothing()
                        .execute()
                == 1;
    }

    /** False when another form of that name was first. */
    boolean insertEnvironment(UUID app, EnvironmentId id, EnvironmentName name, String gateway, Instant at) {
        return sql.insertInto(ENVIRONMENT)
                        .set(ENVIRONMENT.ID, id.value())
                        .set(ENVIRONMENT.APP, app)
                        .set(ENVIRONMENT.SLUG, name.slug().value())
                        .set(ENVIRONMENT.GATEWAY, gateway)
                        .set(ENVIRONMENT.SERVICE_NAME, name.full())
                        .set(ENVIRONMENT.GENERATION, Generation.FIRST.number())
                        .set(ENVIRONMENT.INTENT, Intent.RUN.name())
                        .set(ENVIRONMENT.CREATED_AT, at)
                        .onConflict(ENVIRONMENT.APP, ENVIRONMENT.SLUG)
                        .where(ENVIRONMENT.REMOVED_AT.isNull())
                        .doNothing()
                        .execute()
                == 1;
    }

    /** Two forms at once queue here, so that generations rise by one; the second may find that it is gone. */
    long lock(EnvironmentId id) {
        return sql.select(ENVIRONMENT.GENERATION)
                .from(ENVIRONMENT)
                .where(ENVIRONMENT.ID.eq(id.value()), ENVIRONMENT.REMOVED_AT.isNull())
                .forUpdate()
                .fetchOptional(ENVIRONMENT.GENERATION)
                .orElseThrow(() -> new Refused(new FieldProblem("", Problem.of("REMOVING-1"))));
    }

    void raise(EnvironmentId id, Generation to, Intent intent, boolean keepLogs) {
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.GENERATION, to.number())
                .set(ENVIRONMENT.INTENT, intent.name())
                .set(ENVIRONMENT.KEEP_LOGS, keepLogs)
                .set(ENVIRONMENT.RESTORING, false)
                .where(ENVIRONMENT.ID.eq(id.value()))
                .execute();
    }

    void restoring(EnvironmentId id, boolean restoring) {
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.RESTORING, restoring)
                .where(ENVIRONMENT.ID.eq(id.value()))
                .execute();
    }

    void policy(EnvironmentId id, Policy policy) {
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.POLICY, policy.name())
                .where(ENVIRONMENT.ID.eq(id.value()))
                .execute();
    }

    /** Never falls, also when two passes end in the wrong order. */
    void observed(EnvironmentId id, Generation generation) {
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.OBSERVED_GENERATION, generation.number())
                .where(ENVIRONMENT.ID.eq(id.value()), ENVIRONMENT.OBSERVED_GENERATION.lt(generation.number()))
                .execute();
    }

    void remove(EnvironmentId id, Instant at) {
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.REMOVED_AT, at)
                .where(ENVIRONMENT.ID.eq(id.value()))
                .execute();
        sql.update(APP)
                .set(APP.REMOVED_AT, at)
                .where(APP.ID.eq(select(ENVIRONMENT.APP).from(ENVIRONMENT).where(ENVIRONMENT.ID.eq(id.value()))))
                .andNotExists(selectOne()
                        .from(ENVIRONMENT)
                        .where(ENVIRONMENT.APP.eq(APP.ID), ENVIRONMENT.REMOVED_AT.isNull()))
                .execute();
    }

    long countOn(String gateway) {
        return sql.fetchCount(ENVIRONMENT, ENVIRONMENT.GATEWAY.eq(gateway), ENVIRONMENT.REMOVED_AT.isNull());
    }

    /** What an earlier form of the same key made. */
    Optional<EnvironmentId> madeBy(String requestKey, UUID member) {
        return sql.select(REQUEST_KEY.ENVIRONMENT)
                .from(REQUEST_KEY)
                .where(REQUEST_KEY.KEY.eq(requestKey), REQUEST_KEY.MEMBER.eq(member))
                .fetchOptional(row -> new EnvironmentId(row.value1()));
    }

    /** False when another form of the same key was first; waits for it when it is still under way. */
    boolean remember(String requestKey, UUID member, EnvironmentId made, Instant at) {
        return sql.insertInto(REQUEST_KEY)
                        .set(REQUEST_KEY.KEY, requestKey)
                        .set(REQUEST_KEY.MEMBER, member)
                        .set(REQUEST_KEY.ENVIRONMENT, made.value())
                        .set(REQUEST_KEY.AT, at)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Optional<EnvironmentDetails> find(AppName app, EnvironmentSlug slug) {
        return details(APP.NAME.eq(app.value()).and(ENVIRONMENT.SLUG.eq(slug.value()))).stream()
                .findFirst();
    }

    Optional<EnvironmentDetails> find(EnvironmentId id) {
        return details(ENVIRONMENT.ID.eq(id.value())).stream().findFirst();
    }

    List<EnvironmentDetails> find(Collection<EnvironmentId> ids) {
        return readable(
                rows(ENVIRONMENT.ID.in(ids.stream().map(EnvironmentId::value).toList())));
    }

    /** By application, then environment. @param teams whose applications, or null for all */
    List<EnvironmentDetails> list(@Nullable Collection<TeamSlug> teams) {
        return readable(rows(
                teams == null
                        ? noCondition()
                        : APP.TEAM.in(teams.stream().map(TeamSlug::value).toList())));
    }

    List<EnvironmentDetails> ofApp(AppName app) {
        var rows = rows(APP.NAME.eq(app.value()));
        var found = readable(rows);
        // "There is none" would be a lie.
        return found.isEmpty() ? rows.map(EnvironmentRepository::toDetails) : found;
    }

    List<EnvironmentId> all() {
        return sql.select(ENVIRONMENT.ID)
                .from(ENVIRONMENT)
                .where(ENVIRONMENT.REMOVED_AT.isNull())
                .fetch(row -> new EnvironmentId(row.value1()));
    }

    /** Also of those that were removed. */
    Map<EnvironmentId, EnvironmentName> names(Collection<EnvironmentId> ids) {
        return sql.select(ENVIRONMENT.ID, APP.NAME, ENVIRONMENT.SLUG)
                .from(ENVIRONMENT)
                .join(APP)
                .on(ENVIRONMENT.APP.eq(APP.ID))
                .where(ENVIRONMENT.ID.in(ids.stream().map(EnvironmentId::value).toList()))
                .fetchMap(
                        row -> new EnvironmentId(row.value1()),
                        row -> new EnvironmentName(new AppName(row.value2()), new EnvironmentSlug(row.value3())));
    }

    private List<EnvironmentDetails> details(Condition which) {
        return rows(which).map(EnvironmentRepository::toDetails);
    }

    /** Without what cannot be read: it fails aloud where it is asked for by itself, and takes no other down. */
    private static List<EnvironmentDetails> readable(Result<Record> rows) {
        return rows.stream().flatMap(row -> readable(row).stream()).toList();
    }

    private static Optional<EnvironmentDetails> readable(Record row) {
        try {
            return Optional.of(toDetails(row));
        } catch (RuntimeException unreadable) {
            var id = row.get(ENVIRONMENT.ID);
            log.error("Environment {} is left out, its row cannot be read: {}", id, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private Result<Record> rows(Condition which) {
        return joined().where(which, ENVIRONMENT.REMOVED_AT.isNull(), APP.REMOVED_AT.isNull())
                .orderBy(APP.NAME, ENVIRONMENT.SLUG)
                .fetch();
    }

    private SelectOnConditionStep<Record> joined() {
        var live = lateral(select(VERSION.fields())
                        .from(VERSION)
                        .where(VERSION.ENVIRONMENT.eq(ENVIRONMENT.ID), VERSION.STATE.eq(VersionState.LIVE.name()))
                        .orderBy(VERSION.GENERATION.desc())
                        .limit(1))
                .as(LIVE);
        return sql.select(APP.NAME, APP.TEAM)
                .select(ENVIRONMENT.fields())
                .select(LATEST.fields())
                .select(LIVE.fields())
                .from(ENVIRONMENT)
                .join(APP)
                .on(APP.ID.eq(ENVIRONMENT.APP))
                .join(LATEST)
                .on(LATEST.ENVIRONMENT.eq(ENVIRONMENT.ID), LATEST.GENERATION.eq(ENVIRONMENT.GENERATION))
                .leftJoin(live)
                .on(LIVE.ENVIRONMENT.eq(ENVIRONMENT.ID));
    }

    /** As they were found, or else as they are derived. */
    private static ResourceNames names(@Nullable JSONB adopted, EnvironmentName name) {
        return adopted == null ? ResourceNames.of(name) : JSON.readValue(adopted.data(), ResourceNames.class);
    }

    private static EnvironmentDetails toDetails(Record row) {
        var name = new EnvironmentName(new AppName(row.get(APP.NAME)), new EnvironmentSlug(row.get(ENVIRONMENT.SLUG)));
        var ref = new EnvironmentRef(new EnvironmentId(row.get(ENVIRONMENT.ID)), name, new TeamSlug(row.get(APP.TEAM)));
        return new EnvironmentDetails(
                ref,
                row.get(ENVIRONMENT.GATEWAY),
                new Generation(row.get(ENVIRONMENT.GENERATION)),
                row.get(ENVIRONMENT.OBSERVED_GENERATION),
                Intent.valueOf(row.get(ENVIRONMENT.INTENT)),
                VersionRepository.toVersion(row, LATEST),
                row.get(LIVE.GENERATION) == null ? null : VersionRepository.toVersion(row, LIVE),
                Policy.valueOf(row.get(ENVIRONMENT.POLICY)),
                row.get(ENVIRONMENT.RESTORING),
                names(row.get(ENVIRONMENT.NAMES), name));
    }
}
