package no.dotkom.portal.watch;

import static no.dotkom.portaldb.Tables.SERVICE_EVENT;
import static no.dotkom.portaldb.Tables.SERVICE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.watch.port.Fleet;
import no.dotkom.portaldb.tables.records.ServiceSnapshotRecord;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.TableField;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Draws services, and what is told of their tasks beside what the tasks are; as {@link DrawingRepository} does. */
@Repository
class ServiceDrawingRepository {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<TableField<ServiceSnapshotRecord, ?>> SERVICE = List.of(
            SERVICE_SNAPSHOT.DESIRED,
            SERVICE_SNAPSHOT.RUNNING,
            SERVICE_SNAPSHOT.PENDING,
            SERVICE_SNAPSHOT.HEALTHY,
            SERVICE_SNAPSHOT.SERVING,
            SERVICE_SNAPSHOT.TARGET_GROUP);

    private final DSLContext sql;

    ServiceDrawingRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** A service, and how many of its tasks are healthy. */
    record ServiceDrawn(EnvironmentId environment, Fleet.ServiceSeen seen, int healthy) {}

    /** Replaces the picture of all services. */
    void services(List<ServiceDrawn> services, Beat beat) {
        var known = sql.selectFrom(SERVICE_SNAPSHOT).fetchMap(SERVICE_SNAPSHOT.ENVIRONMENT);
        var same = new ArrayList<UUID>();
        for (var service : services) {
            var row = row(service, beat);
            if (DrawingRepository.same(known.get(row.getEnvironment()), row, SERVICE)) {
                same.add(row.getEnvironment());
            } else {
                sql.insertInto(SERVICE_SNAPSHOT)
                        .set(row)
                        .onDuplicateKeyUpdate()
                        .set(row)
                        .where(SERVICE_SNAPSHOT.BEAT.le(beat.number()))
                        .execute();
            }
        }
        sql.update(SERVICE_SNAPSHOT)
                .set(SERVICE_SNAPSHOT.SEEN_AT, beat.at())
                .set(SERVICE_SNAPSHOT.BEAT, beat.number())
                .where(SERVICE_SNAPSHOT.ENVIRONMENT.eq(any(same.toArray(UUID[]::new))))
                .and(SERVICE_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
        if (known.size() > same.size()) {
            sql.deleteFrom(SERVICE_SNAPSHOT)
                    .where(SERVICE_SNAPSHOT.BEAT.lt(beat.number()))
                    .execute();
        }
    }

    private ServiceSnapshotRecord row(ServiceDrawn service, Beat beat) {
        var row = sql.newRecord(SERVICE_SNAPSHOT);
        row.setEnvironment(service.environment().value());
        row.setDesired(service.seen().desired());
        row.setRunning(service.seen().running());
        row.setPending(service.seen().pending());
        row.setHealthy(service.healthy());
        row.setServing(service.seen().serving());
        row.setTargetGroup(
                service.seen().targetGroup() == null
                        ? null
                        : service.seen().targetGroup().value());
        row.setSeenAt(beat.at());
        row.setBeat(beat.number());
        return row;
    }

    /** Those that are there already stay. */
    void events(EnvironmentId environment, Collection<Fleet.EventSeen> events) {
        for (var event : events) {
            sql.insertInto(SERVICE_EVENT)
                    .set(SERVICE_EVENT.ENVIRONMENT, environment.value())
                    .set(SERVICE_EVENT.ID, event.id())
                    .set(SERVICE_EVENT.AT, event.at())
                    .set(SERVICE_EVENT.TEXT, event.text())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    void health(String task, String health, String reason, Beat beat) {
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.HEALTH, health)
                .set(TASK_SNAPSHOT.HEALTH_REASON, reason)
                .set(
                        TASK_SNAPSHOT.UNHEALTHY_REASON,
                        health.equals("unhealthy") ? val(reason) : TASK_SNAPSHOT.UNHEALTHY_REASON)
                .where(TASK_SNAPSHOT.ID.eq(task), TASK_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
    }

    void lastLines(String task, List<Fleet.LineSeen> lines) {
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.LAST_LINES, JSONB.valueOf(JSON.writeValueAsString(lines)))
                .where(TASK_SNAPSHOT.ID.eq(task))
                .execute();
    }

    /** Those that died and whose last lines were not kept yet, newest first. */
    List<Map.Entry<String, EnvironmentId>> withoutLines(Instant since, int most) {
        return sql.select(TASK_SNAPSHOT.ID, TASK_SNAPSHOT.ENVIRONMENT)
                .from(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.STATUS.eq("STOPPED"))
                .and(TASK_SNAPSHOT.LAST_LINES.isNull())
                .and(TASK_SNAPSHOT.STOPPED_AT.ge(since))
                .orderBy(TASK_SNAPSHOT.STOPPED_AT.desc())
                .limit(most)
                .fetch(row -> Map.entry(row.value1(), new EnvironmentId(row.value2())));
    }

    /** Tasks that AWS forgot while we did not look are stopped for all we know. */
    void missing(Beat beat) {
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.STATUS, "STOPPED")
                .set(TASK_SNAPSHOT.STOPPED_AT, beat.at())
                .set(TASK_SNAPSHOT.STOPPED_REASON, "AWS no longer lists this task")
                .where(TASK_SNAPSHOT.STATUS.ne("STOPPED"), TASK_SNAPSHOT.BEAT.lt(beat.number()))
                .execute();
    }

    void expire(Instant before) {
        sql.deleteFrom(TASK_SNAPSHOT).where(TASK_SNAPSHOT.STOPPED_AT.lt(before)).execute();
        sql.deleteFrom(SERVICE_EVENT).where(SERVICE_EVENT.AT.lt(before)).execute();
    }
}
