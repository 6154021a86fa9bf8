package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.ENVIRONMENT_STATUS;
import static no.dotkom.portaldb.Tables.ROLLOUT_STEP;
import static no.dotkom.portaldb.Tables.SERVICE_EVENT;
import static no.dotkom.portaldb.Tables.SERVICE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.STEP_RECORD;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static no.dotkom.portaldb.Tables.VERSION;
import static no.dotkom.portaldb.Tables.WATCH_SOURCE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.model.Variables;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One environment whose wishes are real and whose picture is written as the loop and the poller would have: every page
 * can be seen in every state without either.
 */
final class Scene {
    static final String DIGEST = "sha256:9f3c20b7" + "a1".repeat(28);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Apps apps;
    private final Wishes wishes;
    private final DSLContext sql;
    private final Member author;
    private final EnvironmentRef ref;

    private Scene(Apps apps, Wishes wishes, DSLContext sql, Member author, EnvironmentRef ref) {
        this.apps = apps;
        this.wishes = wishes;
        this.sql = sql;
        this.author = author;
        this.ref = ref;
    }

    /** A stage for scenes. @param team whose applications they are */
    record Stage(Apps apps, Wishes wishes, DSLContext sql, Member author, TeamSlug team) {
        /** Registers; nothing was done for it yet. @param host null for a worker */
        Scene register(String app, String slug, @Nullable String host, int count) {
            var name = new EnvironmentName(new AppName(app), new EnvironmentSlug(slug));
            var spec = spec(app, host, count);
            var id = apps.register(
                    author, new Registration(name, team, spec, UUID.randomUUID().toString()));
            return new Scene(apps, wishes, sql, author, new EnvironmentRef(id, name, team));
        }

        /** ECS answered the poller at this moment. */
        void readAt(Instant at) {
            sql.insertInto(WATCH_SOURCE, WATCH_SOURCE.NAME, WATCH_SOURCE.READ_AT)
                    .values("ecs", at)
                    .onConflict(WATCH_SOURCE.NAME)
                    .doUpdate()
                    .set(WATCH_SOURCE.READ_AT, at)
                    .execute();
        }
    }

    private static EnvironmentSpec spec(String app, @Nullable String host, int count) {
        var image = new ImageRef("123456789012.dkr.ecr.eu-north-1.amazonaws.com", app + "/web", "1.4.1", null);
        var ingress = host == null
                ? new Ingress.None()
                : new Ingress.Http(Reach.PUBLIC, List.of(new HostName(host)), 3000, HealthCheck.DEFAULT);
        return new EnvironmentSpec(
                image, ingress, Size.SMALL, count, RolloutSettings.DEFAULT, Architecture.AMD64, Variables.NONE, "");
    }

    EnvironmentRef ref() {
        return ref;
    }

    String path() {
        return "/apps/" + ref.name().app() + "/" + ref.name().slug();
    }

    EnvironmentDetails now() {
        return wishes.details(ref.id()).orElseThrow();
    }

    private Generation newest() {
        return now().generation();
    }

    /** The newest version was asked for this long ago. */
    Scene asked(Duration ago) {
        // The table refuses changes of what was asked; a test may turn back the clock.
        sql.transaction(inner -> {
            inner.dsl().execute("alter table version disable trigger version_immutable");
            inner.dsl()
                    .update(VERSION)
                    .set(VERSION.CREATED_AT, Instant.now().minus(ago))
                    .where(VERSION.ENVIRONMENT.eq(ref.id().value()))
                    .and(VERSION.GENERATION.eq(newest().number()))
                    .execute();
            inner.dsl().execute("alter table version enable trigger version_immutable");
        });
        return this;
    }

    /** A change of the image's tag. */
    Scene deploy(String tag, String reason) {
        var spec = now().latest().spec();
        var image = spec.image();
        apps.change(
                author,
                ref,
                newest(),
                spec.withImage(new ImageRef(image.registry(), image.repository(), tag, null)),
                reason);
        return this;
    }

    Scene scale(int count) {
        apps.change(author, ref, newest(), now().latest().spec().withCount(count), "");
        return this;
    }

    Scene pause() {
        apps.pause(author, ref, newest());
        return this;
    }

    Scene remove() {
        apps.remove(author, ref, newest(), false);
        return this;
    }

    Scene cancel() {
        apps.cancel(author, ref, newest());
        return this;
    }

    /** The loop came by. */
    Scene visited(boolean settled, int drifted) {
        return visited(settled, drifted, "[]");
    }

    Scene visited(boolean settled, int drifted, String waits) {
        var row = sql.newRecord(ENVIRONMENT_STATUS);
        row.setEnvironment(ref.id().value());
        row.setObservedAt(Instant.now());
        row.setSettled(settled);
        row.setDrifted(drifted);
        row.setWaits(JSONB.valueOf(waits));
        sql.insertInto(ENVIRONMENT_STATUS)
                .set(row)
                .onDuplicateKeyUpdate()
                .set(row)
                .execute();
        return this;
    }

    /** What its service is called on ECS. */
    String service() {
        return apps.wish(ref).placement().names().service();
    }

    private boolean reached() {
        return apps.version(ref, newest()).orElseThrow().spec().ingress() instanceof Ingress.Http;
    }

    /** The service as ECS has it. */
    Scene service(int healthy, int desired) {
        var row = sql.newRecord(SERVICE_SNAPSHOT);
        row.setEnvironment(ref.id().value());
        row.setDesired(desired);
        row.setRunning(desired);
        row.setPending(0);
        row.setHealthy(healthy);
        row.setServing(newest().number());
        row.setTargetGroup(
                reached() ? "arn:aws:elasticloadbalancing:eu-north-1:1:targetgroup/" + service() + "/1" : null);
        row.setSeenAt(Instant.now());
        sql.insertInto(SERVICE_SNAPSHOT)
                .set(row)
                .onDuplicateKeyUpdate()
                .set(row)
                .execute();
        return this;
    }

    /** All nine steps are behind the newest version, and it is live. */
    Scene live() {
        wishes.pin(ref.id(), newest(), DIGEST);
        steps(9, "", null);
        visited(true, 0);
        wishes.live(ref.id(), newest());
        return this;
    }

    /** {@code done} steps are behind it, and the next one runs. */
    Scene at(int done, String message, String... arguments) {
        if (done >= 3) {
            wishes.pin(ref.id(), newest(), DIGEST);
        }
        steps(done, "RUNNING", message, arguments);
        return visited(false, 0);
    }

    Scene failed(int done, Problem problem) {
        wishes.pin(ref.id(), newest(), DIGEST);
        steps(done, "FAILED", "failed", problem.code());
        visited(false, 0);
        wishes.failed(ref.id(), newest(), problem);
        return this;
    }

    Scene gone() {
        wishes.gone(ref.id(), newest());
        return this;
    }

    private static final List<String> DONE = List.of(
            "check.done",
            "resources.done",
            "image.done",
            "place.done",
            "pull.done",
            "start.done",
            "health.done",
            "traffic.done",
            "finish.done");

    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "resources.done", List.of("5"),
            "image.done", List.of("1.4.2", "9f3c20b7"),
            "place.done", List.of("2", "node-a, node-b"),
            "pull.done", List.of("22"),
            "start.done", List.of("3"),
            "traffic.done", List.of("v2"));

    private void steps(int done, String next, @Nullable String message, String... arguments) {
        var at = now().latest().createdAt();
        for (int number = 1; number <= 9; number++) {
            var started = at.plusSeconds(2L * number);
            if (number <= done) {
                var key = DONE.get(number - 1);
                step(number, "DONE", key, ARGUMENTS.getOrDefault(key, List.of()), started, started.plusSeconds(2));
            } else if (number == done + 1 && message != null) {
                step(
                        number,
                        next,
                        message,
                        List.of(arguments),
                        started,
                        next.equals("FAILED") ? started.plusSeconds(90) : null);
            } else {
                step(number, "WAITING", next.equals("FAILED") ? "unreached" : "waiting", List.of(), null, null);
            }
        }
    }

    Scene step(
            int number,
            String state,
            String message,
            List<String> arguments,
            @Nullable Instant started,
            @Nullable Instant ended) {
        var row = sql.newRecord(ROLLOUT_STEP);
        row.setEnvironment(ref.id().value());
        row.setGeneration(newest().number());
        row.setNumber((short) number);
        row.setState(state);
        row.setMessage(message);
        row.setArguments(JSONB.valueOf(JSON.writeValueAsString(arguments)));
        row.setStartedAt(started);
        row.setEndedAt(ended);
        sql.insertInto(ROLLOUT_STEP).set(row).onDuplicateKeyUpdate().set(row).execute();
        return this;
    }

    /** A task of a revision. @param health as the load balancer has it */
    Scene task(String id, long generation, String health, String reason, String node) {
        var created = Instant.now().minusSeconds(400);
        var row = sql.newRecord(TASK_SNAPSHOT);
        row.setId(id + UUID.randomUUID().toString().replace("-", "").substring(id.length()));
        row.setEnvironment(ref.id().value());
        row.setGeneration(generation);
        row.setStatus("RUNNING");
        row.setHealth(health);
        row.setHealthReason(reason);
        row.setNode(node);
        row.setHostPort(32_771);
        row.setCreatedAt(created);
        row.setPullStartedAt(created.plusSeconds(2));
        row.setPullStoppedAt(created.plusSeconds(24));
        row.setStartedAt(created.plusSeconds(27));
        row.setSeenAt(Instant.now());
        sql.insertInto(TASK_SNAPSHOT).set(row).execute();
        return this;
    }

    /** Its tasks are of the newest version from now on, and were made at that moment. */
    Scene replaced(Instant at) {
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.GENERATION, newest().number())
                .set(TASK_SNAPSHOT.CREATED_AT, at)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(ref.id().value()))
                .execute();
        return live();
    }

    /** A task that died a moment ago. @param lines what it said last */
    Scene died(String id, long generation, int exit, String reason, List<String> lines) {
        var created = now().latest().createdAt().plusSeconds(8);
        var row = sql.newRecord(TASK_SNAPSHOT);
        row.setId(id + UUID.randomUUID().toString().replace("-", "").substring(id.length()));
        row.setEnvironment(ref.id().value());
        row.setGeneration(generation);
        row.setStatus("STOPPED");
        row.setHealth("");
        row.setNode("node-a");
        row.setCreatedAt(created);
        row.setPullStartedAt(created.plusSeconds(1));
        row.setPullStoppedAt(created.plusSeconds(2));
        row.setStartedAt(created.plusSeconds(3));
        row.setStoppedAt(created.plusSeconds(9));
        row.setStopCode("EssentialContainerExited");
        row.setStoppedReason(reason);
        row.setExitCode(exit);
        row.setSeenAt(Instant.now());
        var told = lines.stream()
                .map(text -> Map.of("at", created.plusSeconds(5).toString(), "text", text))
                .toList();
        row.setLastLines(JSONB.valueOf(JSON.writeValueAsString(told)));
        sql.insertInto(TASK_SNAPSHOT).set(row).execute();
        return this;
    }

    Scene event(String text) {
        sql.insertInto(SERVICE_EVENT)
                .set(SERVICE_EVENT.ENVIRONMENT, ref.id().value())
                .set(SERVICE_EVENT.ID, UUID.randomUUID().toString())
                .set(SERVICE_EVENT.AT, Instant.now())
                .set(SERVICE_EVENT.TEXT, text)
                .execute();
        return this;
    }

    Scene call(String operation, String detail) {
        sql.insertInto(STEP_RECORD)
                .set(STEP_RECORD.ENVIRONMENT, ref.id().value())
                .set(STEP_RECORD.GENERATION, newest().number())
                .set(STEP_RECORD.OPERATION, operation)
                .set(STEP_RECORD.DETAIL, detail)
                .set(STEP_RECORD.INTENDED_AT, now().latest().createdAt().plusSeconds(3))
                .set(STEP_RECORD.OUTCOME, "APPLIED")
                .set(STEP_RECORD.SAID, "")
                .execute();
        return this;
    }
}
