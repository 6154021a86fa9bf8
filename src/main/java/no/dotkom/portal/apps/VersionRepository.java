package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static no.dotkom.portaldb.Tables.VERSION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Versions: written once, ended once. */
@Repository
class VersionRepository {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final DSLContext sql;

    VersionRepository(DSLContext sql) {
        this.sql = sql;
    }

    void insert(EnvironmentId environment, UUID author, Version version) {
        sql.insertInto(VERSION)
                .set(VERSION.ENVIRONMENT, environment.value())
                .set(VERSION.GENERATION, version.generation().number())
                .set(VERSION.CONTAINER_GENERATION, version.containerGeneration().number())
                .set(VERSION.INTENT, version.intent().name())
                .set(VERSION.SPEC, JSONB.valueOf(SpecJson.write(version.spec())))
                .set(VERSION.AUTHOR, author)
                .set(VERSION.AUTHOR_NAME, version.authorName())
                .set(VERSION.REASON, version.reason())
                .set(VERSION.SOURCE, version.source())
                .set(VERSION.CREATED_AT, version.createdAt())
                .set(VERSION.DIGEST, version.digest())
                .set(VERSION.STATE, version.state().name())
                .set(
                        VERSION.REVISION,
                        version.revision() == null ? null : version.revision().value())
                .set(VERSION.AS_FOUND, asFound(version))
                .execute();
    }

    private static @Nullable JSONB asFound(Version version) {
        return version.asFound().equals(AsFound.NOTHING)
                ? null
                : JSONB.valueOf(JSON.writeValueAsString(version.asFound()));
    }

    /** Every revision that was registered outside the portal, and the version that it is or was. */
    Map<Arn, Generation> given() {
        return given(VERSION.REVISION.isNotNull());
    }

    /** Those of one environment; none of a version that failed or is newer than {@code wanted}. */
    Map<Arn, Generation> given(EnvironmentId environment, Generation wanted) {
        return given(VERSION.ENVIRONMENT
                .eq(environment.value())
                .and(VERSION.REVISION.isNotNull())
                .and(VERSION.GENERATION.le(wanted.number()))
                .and(VERSION.STATE.ne(VersionState.FAILED.name())));
    }

    boolean deployedOutsideSince(EnvironmentId environment, Instant since) {
        return sql.fetchExists(
                VERSION,
                VERSION.ENVIRONMENT
                        .eq(environment.value())
                        .and(VERSION.REVISION.isNotNull())
                        .and(VERSION.CREATED_AT.gt(since)));
    }

    private Map<Arn, Generation> given(Condition which) {
        return sql
                .select(VERSION.REVISION, VERSION.GENERATION)
                .from(VERSION)
                .where(which)
                .orderBy(VERSION.GENERATION)
                .fetch()
                .stream()
                .collect(Collectors.toMap(
                        row -> new Arn(row.value1()), row -> new Generation(row.value2()), (old, newer) -> newer));
    }

    Optional<Version> find(EnvironmentId environment, Generation generation) {
        return sql.selectFrom(VERSION)
                .where(VERSION.ENVIRONMENT.eq(environment.value()), VERSION.GENERATION.eq(generation.number()))
                .fetchOptional(row -> toVersion(row, VERSION));
    }

    List<Version> find(EnvironmentId environment, Collection<Generation> generations) {
        var numbers = generations.stream().map(Generation::number).toList();
        return sql.selectFrom(VERSION)
                .where(VERSION.ENVIRONMENT.eq(environment.value()), VERSION.GENERATION.in(numbers))
                .fetch(row -> toVersion(row, VERSION));
    }

    /** Newest first. @param below only older ones than this generation */
    List<Version> page(EnvironmentId environment, long below, int most) {
        return sql.selectFrom(VERSION)
                .where(VERSION.ENVIRONMENT.eq(environment.value()), VERSION.GENERATION.lt(below))
                .orderBy(VERSION.GENERATION.desc())
                .limit(most)
                .fetch(row -> toVersion(row, VERSION));
    }

    /** How many others than members asked for through the API since. */
    int countOfApi(EnvironmentId environment, Instant since) {
        return sql.fetchCount(
                VERSION,
                VERSION.ENVIRONMENT
                        .eq(environment.value())
                        .and(VERSION.SOURCE.eq("api"))
                        .and(VERSION.CREATED_AT.gt(since)));
    }

    void pin(EnvironmentId environment, Generation generation, String digest) {
        sql.update(VERSION)
                .set(VERSION.DIGEST, digest)
                .where(VERSION.ENVIRONMENT.eq(environment.value()))
                .and(VERSION.GENERATION.eq(generation.number()))
                .and(VERSION.DIGEST.isNull())
                .execute();
    }

    void cancel(EnvironmentId environment, Generation generation, Instant at) {
        sql.update(VERSION)
                .set(VERSION.CANCELLED_AT, at)
                .where(VERSION.ENVIRONMENT.eq(environment.value()))
                .and(VERSION.GENERATION.eq(generation.number()))
                .and(VERSION.STATE.eq(VersionState.RUNNING.name()))
                .and(VERSION.CANCELLED_AT.isNull())
                .execute();
    }

    /** Ends a version that is still on its way; true when it was. */
    boolean end(
            EnvironmentId environment,
            Generation generation,
            VersionState state,
            @Nullable Problem problem,
            Instant at) {
        return sql.update(VERSION)
                        .set(VERSION.STATE, state.name())
                        .set(VERSION.FINISHED_AT, at)
                        .set(VERSION.PROBLEM_CODE, problem == null ? null : problem.code())
                        .set(VERSION.PROBLEM_VALUES, problem == null ? null : values(problem))
                        .set(VERSION.PROBLEM_SAID, problem == null ? null : problem.said())
                        .where(VERSION.ENVIRONMENT.eq(environment.value()))
                        .and(VERSION.GENERATION.eq(generation.number()))
                        .and(VERSION.STATE.eq(VersionState.RUNNING.name()))
                        .execute()
                == 1;
    }

    /** Those still on their way though a newer one was accepted. */
    void supersede(EnvironmentId environment, Generation by, Instant at) {
        sql.update(VERSION)
                .set(VERSION.STATE, VersionState.SUPERSEDED.name())
                .set(VERSION.FINISHED_AT, at)
                .where(VERSION.ENVIRONMENT.eq(environment.value()))
                .and(VERSION.GENERATION.lt(by.number()))
                .and(VERSION.STATE.eq(VersionState.RUNNING.name()))
                .execute();
    }

    boolean keepsLogs(EnvironmentId environment) {
        return sql.select(ENVIRONMENT.KEEP_LOGS)
                .from(ENVIRONMENT)
                .where(ENVIRONMENT.ID.eq(environment.value()))
                .fetchOptional(ENVIRONMENT.KEEP_LOGS)
                .orElse(false);
    }

    static Version toVersion(Record row, no.dotkom.portaldb.tables.Version v) {
        return new Version(
                new Generation(row.get(v.GENERATION)),
                new Generation(row.get(v.CONTAINER_GENERATION)),
                Intent.valueOf(row.get(v.INTENT)),
                SpecJson.read(row.get(v.SPEC).data()),
                row.get(v.AUTHOR_NAME),
                row.get(v.REASON),
                row.get(v.SOURCE),
                row.get(v.CREATED_AT),
                row.get(v.DIGEST),
                row.get(v.CANCELLED_AT),
                VersionState.valueOf(row.get(v.STATE)),
                row.get(v.FINISHED_AT),
                problem(row, v),
                row.get(v.REVISION) == null ? null : new Arn(row.get(v.REVISION)),
                row.get(v.AS_FOUND) == null
                        ? AsFound.NOTHING
                        : JSON.readValue(row.get(v.AS_FOUND).data(), AsFound.class));
    }

    private static @Nullable Problem problem(Record row, no.dotkom.portaldb.tables.Version v) {
        var code = row.get(v.PROBLEM_CODE);
        if (code == null) {
            return null;
        }
        var values = JSON.readValue(row.get(v.PROBLEM_VALUES).data(), new TypeReference<Map<String, String>>() {});
        return Problem.of(code, values).saying(row.get(v.PROBLEM_SAID));
    }

    private static JSONB values(Problem problem) {
        return JSONB.valueOf(JSON.writeValueAsString(problem.values()));
    }
}
