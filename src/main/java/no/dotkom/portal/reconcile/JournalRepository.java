package no.dotkom.portal.reconcile;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.ENVIRONMENT_STATUS;
import static no.dotkom.portaldb.Tables.ROLLOUT_STEP;
import static no.dotkom.portaldb.Tables.SCHEDULED_TASKS;
import static no.dotkom.portaldb.Tables.STEP_RECORD;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Step;
import no.dotkom.portaldb.tables.records.EnvironmentStatusRecord;
import no.dotkom.portaldb.tables.records.RolloutStepRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the loop writes down: intents and outcomes, the nine steps, the last status. */
@Repository
class JournalRepository {
    private static final Logger log = LoggerFactory.getLogger(JournalRepository.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** AWS took it, or may have taken it. */
    private static final Condition MAY_BE =
            STEP_RECORD.OUTCOME.isNull().or(STEP_RECORD.OUTCOME.in("APPLIED", "UNKNOWN"));

    private final DSLContext sql;

    JournalRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Nothing is recorded by a worker that was overtaken; inside a transaction it cannot be overtaken before the end.
     *
     * @throws Overtaken when the queue's row has another version by now
     */
    void mustHold(Claim claim) {
        if (sql.selectOne()
                .from(SCHEDULED_TASKS)
                .where(holds(claim))
                .forShare()
                .fetchOptional()
                .isEmpty()) {
            throw new Overtaken(claim);
        }
    }

    private static Condition holds(Claim claim) {
        return SCHEDULED_TASKS
                .TASK_NAME
                .eq(ReconcileConfiguration.RECONCILE.getTaskName())
                .and(SCHEDULED_TASKS.TASK_INSTANCE.eq(claim.environment().toString()))
                .and(SCHEDULED_TASKS.VERSION.eq(claim.version()))
                .and(SCHEDULED_TASKS.PICKED);
    }

    /**
     * The intent, before the call.
     *
     * @throws Overtaken like {@link #mustHold}
     */
    @Transactional
    long intend(Claim claim, Generation generation, Step step, Instant at) {
        mustHold(claim);
        return requireNonNull(sql.insertInto(STEP_RECORD)
                .set(STEP_RECORD.ENVIRONMENT, claim.environment().value())
                .set(STEP_RECORD.GENERATION, generation.number())
                .set(STEP_RECORD.OPERATION, step.operation())
                .set(STEP_RECORD.DETAIL, StepDetail.of(step))
                .set(STEP_RECORD.INTENDED_AT, at)
                .returningResult(STEP_RECORD.ID)
                .fetchSingle(STEP_RECORD.ID));
    }

    /**
     * True when a call may still be under way that was intended after {@code since}: of a worker that was overtaken in
     * the middle of it, since nobody else holds {@code claim}.
     */
    boolean callUnderway(Claim claim, Instant since) {
        return sql.fetchExists(
                STEP_RECORD,
                STEP_RECORD.ENVIRONMENT.eq(claim.environment().value()),
                STEP_RECORD.OUTCOME.isNull(),
                STEP_RECORD.INTENDED_AT.gt(since));
    }

    /** A call that ended when its worker had been overtaken, and may have taken effect. */
    record Late(String operation, Instant intendedAt, Instant endedAt) {}

    /** Those that ended after {@code since}. */
    List<Late> late(EnvironmentId environment, Instant since) {
        return sql.select(STEP_RECORD.OPERATION, STEP_RECORD.INTENDED_AT, STEP_RECORD.OUTCOME_AT)
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.LATE)
                .and(MAY_BE)
                .and(STEP_RECORD.OUTCOME_AT.gt(since))
                .fetch(row -> new Late(row.value1(), row.value2(), row.value3()));
    }

    /** The operations that AWS took, of those that were intended at {@code since} or later. */
    Set<String> takenSince(EnvironmentId environment, Instant since) {
        return sql.select(STEP_RECORD.OPERATION)
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.OUTCOME.eq("APPLIED"))
                .and(STEP_RECORD.INTENDED_AT.ge(since))
                .fetchSet(STEP_RECORD.OPERATION);
    }

    /** The intent to take away what has no environment here, and so nobody who holds it. */
    long intend(EnvironmentId owner, Step step, Instant at) {
        return requireNonNull(sql.insertInto(STEP_RECORD)
                .set(STEP_RECORD.ENVIRONMENT, owner.value())
                .set(STEP_RECORD.GENERATION, 0L)
                .set(STEP_RECORD.OPERATION, step.operation())
                .set(STEP_RECORD.DETAIL, StepDetail.of(step))
                .set(STEP_RECORD.INTENDED_AT, at)
                .returningResult(STEP_RECORD.ID)
                .fetchSingle(STEP_RECORD.ID));
    }

    /** When one of {@code operations} was last taken for a generation, or may have been. */
    Optional<Instant> changed(EnvironmentId environment, Generation generation, Collection<String> operations) {
        return mayHaveTaken(environment, operations, STEP_RECORD.GENERATION.eq(generation.number()));
    }

    /** When something was last created for it, or may have been: until it shows in AWS's lists, they prove nothing. */
    Optional<Instant> lastCreation(EnvironmentId environment) {
        return mayHaveTaken(environment, Step.CREATING, noCondition());
    }

    /**
     * When a revision was last registered, or may have been, for a generation after {@code after} up to {@code last};
     * empty when as many were taken away.
     */
    Optional<Instant> registered(EnvironmentId environment, Generation after, Generation last) {
        var made = STEP_RECORD.OPERATION.eq("RegisterTaskDefinition").and(MAY_BE);
        var undone = STEP_RECORD.OPERATION.eq("DeregisterTaskDefinition").and(STEP_RECORD.OUTCOME.eq("APPLIED"));
        return sql.select(
                        max(coalesce(STEP_RECORD.OUTCOME_AT, STEP_RECORD.INTENDED_AT))
                                .filterWhere(made),
                        count().filterWhere(made),
                        count().filterWhere(undone))
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.GENERATION.gt(after.number()))
                .and(STEP_RECORD.GENERATION.le(last.number()))
                .fetchOptional()
                .filter(row -> row.value2() > row.value3())
                .map(row -> row.value1());
    }

    private Optional<Instant> mayHaveTaken(EnvironmentId environment, Collection<String> operations, Condition which) {
        return sql.select(max(coalesce(STEP_RECORD.OUTCOME_AT, STEP_RECORD.INTENDED_AT)))
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()), which)
                .and(STEP_RECORD.OPERATION.in(operations))
                .and(MAY_BE)
                .fetchOptional(0, Instant.class);
    }

    /** When AWS last took exactly this step for this generation. */
    Optional<Instant> taken(EnvironmentId environment, Generation generation, Step step) {
        return sql.select(max(STEP_RECORD.OUTCOME_AT))
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.GENERATION.eq(generation.number()))
                .and(STEP_RECORD.OPERATION.eq(step.operation()))
                .and(STEP_RECORD.DETAIL.eq(StepDetail.of(step)))
                .and(STEP_RECORD.OUTCOME.eq("APPLIED"))
                .fetchOptional(0, Instant.class);
    }

    /** How often this step was tried since AWS broke down at it; 0 when it did not, or has taken the step since. */
    int failuresInARow(EnvironmentId environment, Generation generation, Step step) {
        var outcomes = sql.select(STEP_RECORD.OUTCOME)
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.GENERATION.eq(generation.number()))
                .and(STEP_RECORD.OPERATION.eq(step.operation()))
                .and(STEP_RECORD.DETAIL.eq(StepDetail.of(step)))
                .orderBy(STEP_RECORD.ID.desc())
                .limit(10)
                .fetch(STEP_RECORD.OUTCOME);
        var failures = outcomes.stream()
                .takeWhile(outcome -> !"APPLIED".equals(outcome))
                .toList();
        return failures.lastIndexOf("UNKNOWN") + 1;
    }

    /** The last time that something of the kind of {@code step} was made, before {@code before}; 0 for never. */
    long lastMade(EnvironmentId environment, Step step, Instant before) {
        return sql.select(max(STEP_RECORD.ID))
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.OPERATION.eq(step.operation()))
                .and(STEP_RECORD.OUTCOME.in("APPLIED", "UNKNOWN"))
                .and(STEP_RECORD.OUTCOME_AT.lt(before))
                .fetchOptional(0, Long.class)
                .orElse(0L);
    }

    /** What a call came to, also when the worker that made it was overtaken meanwhile: true then, and on record. */
    boolean outcome(Claim claim, long intent, String outcome, String said, Instant at) {
        var overtaken = notExists(selectOne().from(SCHEDULED_TASKS).where(holds(claim)));
        return outcome(intent, outcome, said, at, field(overtaken));
    }

    /** The same of what nobody holds. */
    void outcome(long intent, String outcome, String said, Instant at) {
        outcome(intent, outcome, said, at, inline(false));
    }

    private boolean outcome(long intent, String outcome, String said, Instant at, Field<Boolean> late) {
        return requireNonNull(sql.update(STEP_RECORD)
                .set(STEP_RECORD.OUTCOME, outcome)
                .set(STEP_RECORD.OUTCOME_AT, at)
                .set(STEP_RECORD.SAID, said)
                .set(STEP_RECORD.LATE, late)
                .where(STEP_RECORD.ID.eq(intent))
                .returningResult(STEP_RECORD.LATE)
                .fetchSingle(STEP_RECORD.LATE));
    }

    /** True when it was set about and not refused: whether AWS's answer arrived says nothing of why we did it. */
    boolean tried(EnvironmentId environment, Generation generation, String operation) {
        return sql.fetchExists(
                STEP_RECORD,
                STEP_RECORD.ENVIRONMENT.eq(environment.value()),
                STEP_RECORD.GENERATION.eq(generation.number()),
                STEP_RECORD.OPERATION.eq(operation),
                STEP_RECORD.OUTCOME.isNull().or(STEP_RECORD.OUTCOME.ne("REFUSED")));
    }

    List<StepRecord> records(EnvironmentId environment, Generation generation) {
        return sql.selectFrom(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.GENERATION.eq(generation.number()))
                .orderBy(STEP_RECORD.ID)
                .fetch(row -> new StepRecord(
                        row.getOperation(), row.getDetail(), row.getIntendedAt(), row.getOutcome(), row.getSaid()));
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
