package no.dotkom.portal.reconcile;

import static no.dotkom.portaldb.Tables.ENVIRONMENT_STATUS;
import static no.dotkom.portaldb.Tables.ROLLOUT_STEP;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portaldb.tables.records.EnvironmentStatusRecord;
import no.dotkom.portaldb.tables.records.RolloutStepRecord;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How rollouts go: the nine steps as the pages show them, and the last status of each environment. */
@Repository
class JournalRepository {
    private static final Logger log = LoggerFactory.getLogger(JournalRepository.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final DSLContext sql;

    JournalRepository(DSLContext sql) {
        this.sql = sql;
    }

    List<RolloutStep> steps(EnvironmentId environment, Generation generation) {
        return sql.selectFrom(ROLLOUT_STEP)
                .where(ROLLOUT_STEP.ENVIRONMENT.eq(environment.value()))
                .and(ROLLOUT_STEP.GENERATION.eq(generation.number()))
                .orderBy(ROLLOUT_STEP.NUMBER)
                .fetch(JournalRepository::toStep);
    }

    private static RolloutStep toStep(RolloutStepRecord row) {
        return new RolloutStep(
                row.getNumber(),
                RolloutStep.State.valueOf(row.getState()),
                row.getMessage(),
                JSON.readValue(row.getArguments().data(), new TypeReference<List<String>>() {}),
                row.getStartedAt(),
                row.getEndedAt());
    }

    void step(EnvironmentId environment, Generation generation, RolloutStep step) {
        var row = sql.newRecord(ROLLOUT_STEP);
        row.setEnvironment(environment.value());
        row.setGeneration(generation.number());
        row.setNumber((short) step.number());
        row.setState(step.state().name());
        row.setMessage(step.message());
        row.setArguments(JSONB.valueOf(JSON.writeValueAsString(step.arguments())));
        row.setStartedAt(step.startedAt());
        row.setEndedAt(step.endedAt());
        sql.insertInto(ROLLOUT_STEP).set(row).onDuplicateKeyUpdate().set(row).execute();
    }

    /** How long each step took in the last ten versions that went live, longest last. */
    Map<Integer, List<Long>> durations(EnvironmentId environment) {
        var millis = new HashMap<Integer, List<Long>>();
        sql.selectFrom(ROLLOUT_STEP)
                .where(ROLLOUT_STEP.ENVIRONMENT.eq(environment.value()))
                .and(ROLLOUT_STEP.STATE.eq("DONE"))
                .and(ROLLOUT_STEP.STARTED_AT.isNotNull())
                .and(ROLLOUT_STEP.ENDED_AT.isNotNull())
                .orderBy(ROLLOUT_STEP.GENERATION.desc())
                .limit(90)
                .forEach(row -> millis.computeIfAbsent(
                                row.getNumber().intValue(), ignored -> new java.util.ArrayList<>())
                        .add(java.time.Duration.between(row.getStartedAt(), row.getEndedAt())
                                .toMillis()));
        millis.values().forEach(java.util.Collections::sort);
        return millis;
    }

    void status(EnvironmentId environment, Status status) {
        var row = sql.newRecord(ENVIRONMENT_STATUS);
        row.setEnvironment(environment.value());
        row.setObservedAt(status.observedAt());
        row.setSettled(status.settled());
        row.setWaits(JSONB.valueOf(JSON.writeValueAsString(status.waits())));
        row.setDrifted(status.drifted());
        sql.insertInto(ENVIRONMENT_STATUS)
                .set(row)
                .onDuplicateKeyUpdate()
                .set(row)
                .execute();
    }

    Map<EnvironmentId, Status> statuses(Collection<EnvironmentId> environments) {
        var found = new HashMap<EnvironmentId, Status>();
        sql.selectFrom(ENVIRONMENT_STATUS)
                .where(ENVIRONMENT_STATUS.ENVIRONMENT.in(
                        environments.stream().map(EnvironmentId::value).toList()))
                .forEach(row ->
                        status(row).ifPresent(status -> found.put(new EnvironmentId(row.getEnvironment()), status)));
        return found;
    }

    /** Empty when it cannot be read: the next pass writes it anew. */
    private static Optional<Status> status(EnvironmentStatusRecord row) {
        try {
            var waits = JSON.readValue(row.getWaits().data(), new TypeReference<List<Status.Waiting>>() {});
            return Optional.of(new Status(row.getObservedAt(), row.getSettled(), waits, row.getDrifted()));
        } catch (JacksonException unreadable) {
            log.error("The status of {} cannot be read: {}", row.getEnvironment(), unreadable.getOriginalMessage());
            return Optional.empty();
        }
    }

    Optional<Status> status(EnvironmentId environment) {
        return Optional.ofNullable(statuses(List.of(environment)).get(environment));
    }
}
