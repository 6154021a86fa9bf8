package no.dotkom.portal.watch;

import static no.dotkom.portaldb.Sequences.WATCH_BEAT;
import static no.dotkom.portaldb.Tables.NODE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static no.dotkom.portaldb.Tables.WATCH_SOURCE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.watch.port.Fleet;
import no.dotkom.portaldb.tables.records.NodeSnapshotRecord;
import no.dotkom.portaldb.tables.records.TaskSnapshotRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Draws nodes and tasks for the one poller. Rows that are as they were are not written anew, only marked as seen, all in one
 * statement. A poller that was held up may come late with an older picture: no row is written over one that was seen
 * after it.
 */
@Repository
class DrawingRepository {
    /**
     * What AWS says of a task and may change, and its version: a revision of CI's is taken for one after its first task is
     * drawn. Its health is set elsewhere and stays, its last lines stay too.
     */
    private static final List<TableField<TaskSnapshotRecord, ?>> TASK = List.of(
            TASK_SNAPSHOT.GENERATION,
            TASK_SNAPSHOT.STATUS,
            TASK_SNAPSHOT.HOST_PORT,
            TASK_SNAPSHOT.NODE,
            TASK_SNAPSHOT.INSTANCE_ID,
            TASK_SNAPSHOT.PULL_STARTED_AT,
            TASK_SNAPSHOT.PULL_STOPPED_AT,
            TASK_SNAPSHOT.STARTED_AT,
            TASK_SNAPSHOT.STOPPED_AT,
            TASK_SNAPSHOT.STOP_CODE,
            TASK_SNAPSHOT.STOPPED_REASON,
            TASK_SNAPSHOT.CONTAINER_REASON,
            TASK_SNAPSHOT.EXIT_CODE,
            TASK_SNAPSHOT.IMAGE,
            TASK_SNAPSHOT.STOPPING_AT);

    private static final List<TableField<NodeSnapshotRecord, ?>> NODE = List.of(
            NODE_SNAPSHOT.CONTAINER_INSTANCE,
            NODE_SNAPSHOT.NAME,
            NODE_SNAPSHOT.TYPE,
            NODE_SNAPSHOT.ARCHITECTURE,
            NODE_SNAPSHOT.ZONE,
            NODE_SNAPSHOT.STATE,
            NODE_SNAPSHOT.AGENT_CONNECTED,
            NODE_SNAPSHOT.CPU_TOTAL,
            NODE_SNAPSHOT.CPU_FREE,
            NODE_SNAPSHOT.MEMORY_TOTAL,
            NODE_SNAPSHOT.MEMORY_FREE);

    private final DSLContext sql;

    DrawingRepository(DSLContext sql) {
        this.sql = sql;
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
        var known = sql.selectFrom(NODE_SNAPSHOT).fetchMap(NODE_SNAPSHOT.INSTANCE_ID);
        var same = new ArrayList<String>();
        for (var node : nodes) {
            var row = row(node, beat);
            if (same(known.get(node.instanceId()), row, NODE)) {
                same.add(node.instanceId());
            } else {
                sql.insertInto(NODE_SNAPSHOT)
                        .set(row)
                        .onDuplicateKeyUpdate()
                        .set(row)
                        .where(NODE_SNAPSHOT.BEAT.le(beat.number()))
                        .execute();
            }
        }
        sql.update(NODE_SNAPSHOT)
                .set(NODE_SNAPSHOT.SEEN_AT, beat.at())
                .set(NODE_SNAPSHOT.BEAT, beat.number())
                .where(NODE_SNAPSHOT.INSTANCE_ID.eq(any(same.toArray(String[]::new))))
                .and(NODE_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
        sql.deleteFrom(NODE_SNAPSHOT)
                .where(NODE_SNAPSHOT.BEAT.lt(beat.number()))
                .execute();
    }

    /** Of nodes that are drawn already; one whose agent AWS does not know has none. */
    void agents(Map<String, Fleet.AgentSeen> agents) {
        for (var instance :
                sql.select(NODE_SNAPSHOT.INSTANCE_ID).from(NODE_SNAPSHOT).fetch(NODE_SNAPSHOT.INSTANCE_ID)) {
            var agent = agents.getOrDefault(instance, new Fleet.AgentSeen(false, null));
            sql.update(NODE_SNAPSHOT)
                    .set(NODE_SNAPSHOT.SSM_ONLINE, agent.online())
                    .set(NODE_SNAPSHOT.SSM_SEEN_AT, agent.seenAt())
                    .where(NODE_SNAPSHOT.INSTANCE_ID.eq(instance))
                    .and(NODE_SNAPSHOT
                            .SSM_ONLINE
                            .isDistinctFrom(agent.online())
                            .or(NODE_SNAPSHOT.SSM_SEEN_AT.isDistinctFrom(agent.seenAt())))
                    .execute();
        }
    }

    private NodeSnapshotRecord row(Fleet.NodeSeen node, Beat beat) {
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
        return row;
    }

    /** Where a task runs. */
    record Place(String instanceId, String name) {}

    /** By container instance. */
    Map<String, Place> places() {
        return sql.select(NODE_SNAPSHOT.CONTAINER_INSTANCE, NODE_SNAPSHOT.INSTANCE_ID, NODE_SNAPSHOT.NAME)
                .from(NODE_SNAPSHOT)
                .fetchMap(NODE_SNAPSHOT.CONTAINER_INSTANCE, row -> new Place(row.value2(), row.value3()));
    }

    /** A task of an environment, and where it runs. */
    record TaskDrawn(
            EnvironmentId environment,
            Fleet.TaskSeen seen,
            @Nullable Place place) {}

    void tasks(List<TaskDrawn> tasks, Beat beat) {
        var ids = tasks.stream().map(task -> task.seen().id()).toArray(String[]::new);
        var compared = new ArrayList<Field<?>>(TASK);
        compared.add(TASK_SNAPSHOT.ID);
        var known = sql.select(compared)
                .from(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ID.eq(any(ids)))
                .fetchMap(TASK_SNAPSHOT.ID);
        var same = new ArrayList<String>();
        for (var task : tasks) {
            var row = row(task.environment(), task.seen(), task.place(), beat);
            if (same(known.get(row.getId()), row, TASK)) {
                same.add(row.getId());
            } else {
                write(row, beat);
            }
        }
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.SEEN_AT, beat.at())
                .set(TASK_SNAPSHOT.BEAT, beat.number())
                .where(TASK_SNAPSHOT.ID.eq(any(same.toArray(String[]::new))))
                .and(TASK_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
    }

    private void write(TaskSnapshotRecord row, Beat beat) {
        var changes = new HashMap<Field<?>, Object>();
        TASK.forEach(field -> changes.put(field, excluded(field)));
        changes.put(TASK_SNAPSHOT.SEEN_AT, excluded(TASK_SNAPSHOT.SEEN_AT));
        changes.put(TASK_SNAPSHOT.BEAT, excluded(TASK_SNAPSHOT.BEAT));
        sql.insertInto(TASK_SNAPSHOT)
                .set(row)
                .onConflict(TASK_SNAPSHOT.ID)
                .doUpdate()
                .set(changes)
                .where(TASK_SNAPSHOT.BEAT.le(beat.number()))
                .execute();
    }

    private TaskSnapshotRecord row(EnvironmentId environment, Fleet.TaskSeen seen, @Nullable Place place, Beat beat) {
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
        row.setImage(seen.image());
        row.setStoppingAt(seen.stoppingAt());
        row.setSeenAt(beat.at());
        row.setBeat(beat.number());
        return row;
    }

    static boolean same(@Nullable Record old, Record row, List<? extends Field<?>> fields) {
        return old != null && fields.stream().allMatch(field -> Objects.equals(old.get(field), row.get(field)));
    }
}
