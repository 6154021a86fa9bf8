package no.dotkom.portal.watch;

import static no.dotkom.portaldb.Sequences.WATCH_BEAT;
import static no.dotkom.portaldb.Tables.NODE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.SERVICE_EVENT;
import static no.dotkom.portaldb.Tables.SERVICE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static no.dotkom.portaldb.Tables.WATCH_SOURCE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.watch.port.Fleet;
import no.dotkom.portaldb.tables.records.TaskSnapshotRecord;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The picture in the database: read by pages, written by the one poller. A poller that was held up may come late with
 * an older picture: no row is written over one that was seen after it.
 */
@Repository
class PictureRepository {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final DSLContext sql;

    PictureRepository(DSLContext sql) {
        this.sql = sql;
    }

    List<TaskPicture> tasks(EnvironmentId environment, int most) {
        return sql.selectFrom(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(environment.value()))
                .orderBy(field(TASK_SNAPSHOT.STATUS.eq("STOPPED")), TASK_SNAPSHOT.CREATED_AT.desc(), TASK_SNAPSHOT.ID)
                .limit(most)
                .fetch(PictureRepository::toTask);
    }

    Optional<TaskPicture> task(EnvironmentId environment, String id) {
        return sql.selectFrom(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(environment.value()), TASK_SNAPSHOT.ID.eq(id))
                .fetchOptional(PictureRepository::toTask);
    }

    private static TaskPicture toTask(TaskSnapshotRecord row) {
        return new TaskPicture(
                row.getId(),
                row.getGeneration(),
                row.getStatus(),
                row.getHealth(),
                row.getHealthReason(),
                row.getNode(),
                row.getInstanceId(),
                row.getHostPort(),
                row.getCreatedAt(),
                row.getPullStartedAt(),
                row.getPullStoppedAt(),
                row.getStartedAt(),
                row.getStoppedAt(),
                row.getStopCode(),
                row.getStoppedReason(),
                row.getContainerReason(),
                row.getExitCode(),
                lines(row.getLastLines()),
                row.getSeenAt());
    }

    private static List<TaskPicture.Line> lines(@Nullable JSONB stored) {
        return stored == null
                ? List.of()
                : JSON.readValue(stored.data(), new TypeReference<List<TaskPicture.Line>>() {});
    }

    Map<EnvironmentId, ServicePicture> services(Collection<EnvironmentId> environments) {
        var services = new HashMap<EnvironmentId, ServicePicture>();
        sql.selectFrom(SERVICE_SNAPSHOT)
                .where(SERVICE_SNAPSHOT.ENVIRONMENT.in(
                        environments.stream().map(EnvironmentId::value).toList()))
                .forEach(row -> services.put(
                        new EnvironmentId(row.getEnvironment()),
                        new ServicePicture(
                                row.getDesired(),
                                row.getRunning(),
                                row.getPending(),
                                row.getHealthy(),
                                row.getServing() == null ? 0 : row.getServing(),
                                row.getSeenAt())));
        return services;
    }

    List<EventPicture> events(EnvironmentId environment, Instant since) {
        return sql.select(SERVICE_EVENT.AT, SERVICE_EVENT.TEXT)
                .from(SERVICE_EVENT)
                .where(SERVICE_EVENT.ENVIRONMENT.eq(environment.value()), SERVICE_EVENT.AT.ge(since))
                .orderBy(SERVICE_EVENT.AT, SERVICE_EVENT.ID)
                .fetch(row -> new EventPicture(row.value1(), row.value2()));
    }

    List<NodePicture> nodes() {
        return sql.selectFrom(NODE_SNAPSHOT)
                .orderBy(NODE_SNAPSHOT.ZONE, NODE_SNAPSHOT.INSTANCE_ID)
                .fetch(row -> new NodePicture(
                        row.getInstanceId(),
                        row.getName(),
                        row.getType(),
                        row.getArchitecture(),
                        row.getZone(),
                        row.getState(),
                        row.getAgentConnected(),
                        row.getCpuTotal(),
                        row.getCpuFree(),
                        row.getMemoryTotal(),
                        row.getMemoryFree(),
                        row.getSeenAt()));
    }

    Optional<Instant> lastRead(String source) {
        return sql.select(WATCH_SOURCE.READ_AT)
                .from(WATCH_SOURCE)
                .where(WATCH_SOURCE.NAME.eq(source), WATCH_SOURCE.READ_AT.isNotNull())
                .fetchOptional(WATCH_SOURCE.READ_AT);
    }

    /** The next beat of all pollers. */
    long nextBeat() {
        return sql.nextval(WATCH_BEAT);
    }

    void answered(String source, Beat beat) {
        sql.insertInto(WATCH_SOURCE, WATCH_SOURCE.NAME, WATCH_SOURCE.READ_AT, WATCH_SOURCE.BEAT)
                .values(source, beat.at(), beat.number())
                .onConflict(WATCH_SOURCE.NAME)
                .doUpdate()
                .set(WATCH_SOURCE.READ_AT, excluded(WATCH_SOURCE.READ_AT))
                .set(WATCH_SOURCE.BEAT, excluded(WATCH_SOURCE.BEAT))
                .where(WATCH_SOURCE.BEAT.le(beat.number()))
                .execute();
    }

    void silent(String source, Instant at, String said) {
        sql.insertInto(WATCH_SOURCE, WATCH_SOURCE.NAME, WATCH_SOURCE.FAILED_AT, WATCH_SOURCE.SAID)
                .values(source, at, said)
                .onConflict(WATCH_SOURCE.NAME)
                .doUpdate()
                .set(WATCH_SOURCE.FAILED_AT, at)
                .set(WATCH_SOURCE.SAID, said)
                .execute();
    }

    /** Replaces the picture of the nodes: one that AWS no longer lists is gone. */
    void nodes(List<Fleet.NodeSeen> nodes, Beat beat) {
        for (var node : nodes) {
            var row = sql.newRecord(NODE_SNAPSHOT);
            row.setInstanceId(node.instanceId());
            row.setContainerInstance(node.containerInstance());
            row.setName(node.name());
            row.setType(node.type());
            row.setArchitecture(node.architecture());
            row.setZone(node.zone());
            row.setState(node.state());
            row.setAgentConnected(node.agentConnected());
            row.setCpuTotal(node.cpuTotal());
            row.setCpuFree(node.cpuFree());
            row.setMemoryTotal(node.memoryTotal());
            row.setMemoryFree(node.memoryFree());
            row.setSeenAt(beat.at());
            row.setBeat(beat.number());
            sql.insertInto(NODE_SNAPSHOT)
                    .set(row)
                    .onDuplicateKeyUpdate()
                    .set(row)
                    .where(NODE_SNAPSHOT.BEAT.le(beat.number()))
                    .execute();
        }
        sql.deleteFrom(NODE_SNAPSHOT)
                .where(NODE_SNAPSHOT.BEAT.lt(beat.number()))
                .execute();
    }

    /** Where a task runs. */
    record Place(String instanceId, String name) {}

    /** By container instance. */
    Map<String, Place> places() {
        return sql.select(NODE_SNAPSHOT.CONTAINER_INSTANCE, NODE_SNAPSHOT.INSTANCE_ID, NODE_SNAPSHOT.NAME)
                .from(NODE_SNAPSHOT)
                .fetchMap(NODE_SNAPSHOT.CONTAINER_INSTANCE, row -> new Place(row.value2(), row.value3()));
    }

    void service(EnvironmentId environment, Fleet.ServiceSeen seen, int healthy, Beat beat) {
        var row = sql.newRecord(SERVICE_SNAPSHOT);
        row.setEnvironment(environment.value());
        row.setDesired(seen.desired());
        row.setRunning(seen.running());
        row.setPending(seen.pending());
        row.setHealthy(healthy);
        row.setServing(seen.serving());
        row.setSeenAt(beat.at());
        row.setBeat(beat.number());
        sql.insertInto(SERVICE_SNAPSHOT)
                .set(row)
                .onDuplicateKeyUpdate()
                .set(row)
                .where(SERVICE_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
        for (var event : seen.events()) {
            sql.insertInto(SERVICE_EVENT)
                    .set(SERVICE_EVENT.ENVIRONMENT, environment.value())
                    .set(SERVICE_EVENT.ID, event.id())
                    .set(SERVICE_EVENT.AT, event.at())
                    .set(SERVICE_EVENT.TEXT, event.text())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    void noService(EnvironmentId environment, Beat beat) {
        sql.deleteFrom(SERVICE_SNAPSHOT)
                .where(SERVICE_SNAPSHOT.ENVIRONMENT.eq(environment.value()), SERVICE_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
    }

    /** Writes a task; health is set elsewhere and stays, the last lines stay too. */
    void task(EnvironmentId environment, Fleet.TaskSeen seen, @Nullable Place place, Beat beat) {
        var row = sql.newRecord(TASK_SNAPSHOT);
        row.setId(seen.id());
        row.setEnvironment(environment.value());
        row.setGeneration(seen.generation());
        row.setStatus(seen.status());
        row.setHealth(seen.containerHealth().equals("HEALTHY") ? "healthy" : "");
        row.setHostPort(seen.hostPort().isPresent() ? seen.hostPort().getAsInt() : null);
        row.setNode(place == null ? "" : place.name());
        row.setInstanceId(place == null ? null : place.instanceId());
        row.setCreatedAt(seen.createdAt());
        row.setPullStartedAt(seen.pullStartedAt());
        row.setPullStoppedAt(seen.pullStoppedAt());
        row.setStartedAt(seen.startedAt());
        row.setStoppedAt(seen.stoppedAt());
        row.setStopCode(seen.stopCode());
        row.setStoppedReason(seen.stoppedReason());
        row.setContainerReason(seen.containerReason());
        row.setExitCode(seen.exitCode().isPresent() ? seen.exitCode().getAsInt() : null);
        row.setSeenAt(beat.at());
        row.setBeat(beat.number());
        sql.insertInto(TASK_SNAPSHOT)
                .set(row)
                .onConflict(TASK_SNAPSHOT.ID)
                .doUpdate()
                .set(TASK_SNAPSHOT.STATUS, excluded(TASK_SNAPSHOT.STATUS))
                .set(TASK_SNAPSHOT.HOST_PORT, excluded(TASK_SNAPSHOT.HOST_PORT))
                .set(TASK_SNAPSHOT.NODE, excluded(TASK_SNAPSHOT.NODE))
                .set(TASK_SNAPSHOT.INSTANCE_ID, excluded(TASK_SNAPSHOT.INSTANCE_ID))
                .set(TASK_SNAPSHOT.PULL_STARTED_AT, excluded(TASK_SNAPSHOT.PULL_STARTED_AT))
                .set(TASK_SNAPSHOT.PULL_STOPPED_AT, excluded(TASK_SNAPSHOT.PULL_STOPPED_AT))
                .set(TASK_SNAPSHOT.STARTED_AT, excluded(TASK_SNAPSHOT.STARTED_AT))
                .set(TASK_SNAPSHOT.STOPPED_AT, excluded(TASK_SNAPSHOT.STOPPED_AT))
                .set(TASK_SNAPSHOT.STOP_CODE, excluded(TASK_SNAPSHOT.STOP_CODE))
                .set(TASK_SNAPSHOT.STOPPED_REASON, excluded(TASK_SNAPSHOT.STOPPED_REASON))
                .set(TASK_SNAPSHOT.CONTAINER_REASON, excluded(TASK_SNAPSHOT.CONTAINER_REASON))
                .set(TASK_SNAPSHOT.EXIT_CODE, excluded(TASK_SNAPSHOT.EXIT_CODE))
                .set(TASK_SNAPSHOT.SEEN_AT, excluded(TASK_SNAPSHOT.SEEN_AT))
                .set(TASK_SNAPSHOT.BEAT, excluded(TASK_SNAPSHOT.BEAT))
                .where(TASK_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
    }

    void health(String task, String health, String reason, Beat beat) {
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.HEALTH, health)
                .set(TASK_SNAPSHOT.HEALTH_REASON, reason)
                .where(TASK_SNAPSHOT.ID.eq(task), TASK_SNAPSHOT.BEAT.le(beat.number()))
                .and(TASK_SNAPSHOT.HEALTH.ne(health).or(TASK_SNAPSHOT.HEALTH_REASON.ne(reason)))
                .execute();
    }

    void lastLines(String task, List<Fleet.LineSeen> lines) {
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.LAST_LINES, JSONB.valueOf(JSON.writeValueAsString(lines)))
                .where(TASK_SNAPSHOT.ID.eq(task))
                .execute();
    }

    /** Those that died and whose last lines were not kept yet. */
    List<String> withoutLines(EnvironmentId environment, Instant since) {
        return sql.select(TASK_SNAPSHOT.ID)
                .from(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(environment.value()))
                .and(TASK_SNAPSHOT.STATUS.eq("STOPPED"))
                .and(TASK_SNAPSHOT.LAST_LINES.isNull())
                .and(TASK_SNAPSHOT.STOPPED_AT.ge(since))
                .orderBy(TASK_SNAPSHOT.STOPPED_AT.desc())
                .limit(5)
                .fetch(TASK_SNAPSHOT.ID);
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
