package no.dotkom.portal.reconcile;

import static java.util.Objects.requireNonNull;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Step;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the loop set about on AWS, and what came of it: an intent before each call, an outcome after it. */
@Repository
class StepRepository {
    /** AWS took it, or may have taken it. */
    private static final Condition MAY_BE =
            STEP_RECORD.OUTCOME.isNull().or(STEP_RECORD.OUTCOME.in("APPLIED", "UNKNOWN"));

    private final DSLContext sql;

    StepRepository(DSLContext sql) {
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

    /**
     * The operations since {@code since}, in order: what AWS took, or may have taken, of other versions than
     * {@code generation}, and of that one what it took away for certain.
     */
    List<String> besides(EnvironmentId environment, Generation generation, Instant since) {
        var another = STEP_RECORD.GENERATION.ne(generation.number()).and(MAY_BE);
        return sql.select(STEP_RECORD.OPERATION)
                .from(STEP_RECORD)
                .where(STEP_RECORD.ENVIRONMENT.eq(environment.value()))
                .and(STEP_RECORD.INTENDED_AT.gt(since))
                .and(another.or(STEP_RECORD.OUTCOME.eq("APPLIED").and(takesAway())))
                .orderBy(STEP_RECORD.ID)
                .fetch(STEP_RECORD.OPERATION);
    }

    private static Condition takesAway() {
        return Step.TAKING_AWAY.stream().map(STEP_RECORD.OPERATION::startsWith).reduce(noCondition(), Condition::or);
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
}
