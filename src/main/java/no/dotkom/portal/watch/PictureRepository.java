package no.dotkom.portal.watch;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.NODE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.SERVICE_EVENT;
import static no.dotkom.portaldb.Tables.SERVICE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static no.dotkom.portaldb.Tables.WATCH_SOURCE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portaldb.tables.records.TaskSnapshotRecord;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The picture in the database, as pages read it; {@link DrawingRepository} draws it. */
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

    /** Those that stopped, the last first. @param below only those created before that task */
    List<TaskPicture> stopped(EnvironmentId environment, @Nullable String below, int most) {
        var after = select(TASK_SNAPSHOT.CREATED_AT)
                .from(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(environment.value()), TASK_SNAPSHOT.ID.eq(below));
        return sql.selectFrom(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(environment.value()), TASK_SNAPSHOT.STATUS.eq("STOPPED"))
                .and(
                        below == null
                                ? noCondition()
                                : TASK_SNAPSHOT
                                        .CREATED_AT
                                        .lt(after)
                                        .or(TASK_SNAPSHOT.CREATED_AT.eq(after).and(TASK_SNAPSHOT.ID.gt(below))))
                .orderBy(TASK_SNAPSHOT.CREATED_AT.desc(), TASK_SNAPSHOT.ID)
                .limit(most)
                .fetch(PictureRepository::toTask);
    }

    List<TaskPicture> died(Instant since, int most) {
        return sql
                .selectFrom(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.STATUS.eq("STOPPED"), TASK_SNAPSHOT.STOPPED_AT.ge(since))
                .orderBy(TASK_SNAPSHOT.STOPPED_AT.desc())
                .limit(most)
                .fetch(PictureRepository::toTask)
                .stream()
                .filter(TaskPicture::died)
                .toList();
    }

    /** @param most of each environment, so that one that crashes all the time hides no other */
    Map<EnvironmentId, List<TaskPicture>> died(Collection<EnvironmentId> environments, int most) {
        var ids = environments.stream().map(EnvironmentId::value).toArray(UUID[]::new);
        var place = rowNumber()
                .over(partitionBy(TASK_SNAPSHOT.ENVIRONMENT).orderBy(TASK_SNAPSHOT.CREATED_AT.desc()))
                .as("place");
        var ranked = select(TASK_SNAPSHOT.ID, place)
                .from(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(any(ids)), TASK_SNAPSHOT.STATUS.eq("STOPPED"))
                .asTable("ranked");
        var newest = select(ranked.field(TASK_SNAPSHOT.ID))
                .from(ranked)
                .where(requireNonNull(ranked.field(place)).le(most));
        var died = new HashMap<EnvironmentId, List<TaskPicture>>();
        sql.selectFrom(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ID.in(newest))
                .orderBy(TASK_SNAPSHOT.CREATED_AT.desc())
                .forEach(row -> died.computeIfAbsent(new EnvironmentId(row.getEnvironment()), id -> new ArrayList<>())
                        .add(toTask(row)));
        died.values().forEach(tasks -> tasks.removeIf(task -> !task.died()));
        return died;
    }

    /** All that have not stopped, of all environments. */
    Map<EnvironmentId, List<TaskPicture>> present() {
        return sql.selectFrom(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.STATUS.ne("STOPPED"))
                .fetchGroups(row -> new EnvironmentId(row.getEnvironment()), PictureRepository::toTask);
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
                row.getImage(),
                row.getStoppingAt(),
                row.getUnhealthyReason(),
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
                                row.getTargetGroup() == null ? null : new Arn(row.getTargetGroup()),
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
                        row.getSsmOnline(),
                        row.getSsmSeenAt(),
                        row.getSeenAt()));
    }

    Optional<Instant> lastRead(String source) {
        return sql.select(WATCH_SOURCE.READ_AT)
                .from(WATCH_SOURCE)
                .where(WATCH_SOURCE.NAME.eq(source), WATCH_SOURCE.READ_AT.isNotNull())
                .fetchOptional(WATCH_SOURCE.READ_AT);
    }
}
