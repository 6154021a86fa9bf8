package no.dotkom.portal.reconcile;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.SCHEDULED_TASKS;
import static no.dotkom.portaldb.Tables.STEP_RECORD;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.watch.Beats;
import org.jooq.DSLContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The loop on the real rooms, a real database and real AWS clients, in a world whose time the test moves. The portal's
 * process can die in any call; {@link #settle} starts it again, with nothing but the database.
 */
public final class LoopWorld implements AutoCloseable {
    public static final TeamSlug WEBKOM = new TeamSlug("webkom");
    public static final TeamSlug APPKOM = new TeamSlug("appkom");
    public static final Member KARI = developer("Kari Nilsen", WEBKOM);
    public static final Member OLA = developer("Ola Moen", APPKOM);

    /** As long as the slowest failure takes: the placement's ten minutes, then the rollback. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ConfigurableApplicationContext beans;
    private final VirtualAws aws;
    private final VirtualDoor door;
    private final ProcessScope process;
    private final Map<String, Object> second = new HashMap<>();
    private boolean polling = true;
    private int deaths;
    private long claims;

    private LoopWorld(ConfigurableApplicationContext beans) {
        this.beans = beans;
        this.aws = beans.getBean(VirtualAws.class);
        this.door = beans.getBean(VirtualDoor.class);
        this.process = beans.getBean(ProcessScope.class);
    }

    /** A context with a database of its own; {@link #begin} gives it a world. */
    public static LoopWorld start() {
        return new LoopWorld(LoopConfiguration.start(TestPostgres.create()));
    }

    private static Member developer(String name, TeamSlug team) {
        var teams = new TreeMap<TeamSlug, Role>();
        teams.put(team, Role.DEVELOPER);
        return new Member(UUID.nameUUIDFromBytes(name.getBytes()), name, false, teams);
    }

    /** A fresh world and an empty database. */
    public void begin(long seed) {
        beans.getBean(DSLContext.class).execute(TestPostgres.WIPE);
        aws.begin(seed);
        process.end();
        ProcessScope.forget(second);
        deaths = 0;
    }

    /** Without the poller the loop does the same, in fewer calls. */
    public LoopWorld withoutPoller() {
        polling = false;
        return this;
    }

    // what members do

    public EnvironmentId register(String app, EnvironmentSpec spec) {
        return register(KARI, WEBKOM, app, "production", spec);
    }

    public EnvironmentId register(Member member, TeamSlug team, String app, String slug, EnvironmentSpec spec) {
        var name = new EnvironmentName(new AppName(app), new EnvironmentSlug(slug));
        return apps().register(
                        member,
                        new Registration(name, team, spec, UUID.randomUUID().toString()));
    }

    public Generation change(EnvironmentId id, EnvironmentSpec spec) {
        var now = details(id);
        return apps().change(KARI, now.ref(), now.generation(), spec, "");
    }

    public Generation pause(EnvironmentId id) {
        var now = details(id);
        return apps().pause(KARI, now.ref(), now.generation());
    }

    public Generation resume(EnvironmentId id) {
        var now = details(id);
        return apps().resume(KARI, now.ref(), now.generation());
    }

    /** Gives a secret a value; the running tasks do not have it yet. */
    public void secret(EnvironmentId id, String name, String value) {
        bean(SecretKeeper.class).set(KARI, details(id).ref(), name, SecretValue.of(value));
    }

    /** Starts tasks that have the secrets of now. */
    public Generation withSecrets(EnvironmentId id) {
        var now = details(id);
        return bean(SecretKeeper.class).deploy(KARI, now.ref(), now.generation());
    }

    public Generation remove(EnvironmentId id) {
        var now = details(id);
        return apps().remove(KARI, now.ref(), now.generation(), false);
    }

    public void cancel(EnvironmentId id) {
        var now = details(id);
        apps().cancel(KARI, now.ref(), now.generation());
    }

    // what the process does

    /** One round: a visit to each environment, and a beat of the poller. */
    public void round() {
        try {
            for (var id : bean(Wishes.class).all()) {
                visit(id);
            }
            if (polling) {
                Beats.beat(beans);
            }
        } catch (Fault.Death death) {
            die();
        }
    }

    /** One visit under a claim of its own, as the queue gives it out; when it wants to come back, if ever. */
    public Optional<Duration> visit(EnvironmentId id) {
        return switch (bean(Pass.class).visit(claim(id))) {
            case Visit.Again(var after) -> Optional.of(after);
            case Visit.Never() -> Optional.empty();
        };
    }

    /** True when a visit ended because another worker had taken over. */
    public static boolean wasOvertaken(RuntimeException thrown) {
        return thrown instanceof Overtaken;
    }

    /** A hold on it, as the queue gives it out. */
    Claim claim(EnvironmentId id) {
        claims++;
        sql().insertInto(SCHEDULED_TASKS)
                .set(SCHEDULED_TASKS.TASK_NAME, ReconcileConfiguration.RECONCILE.getTaskName())
                .set(SCHEDULED_TASKS.TASK_INSTANCE, id.toString())
                .set(SCHEDULED_TASKS.EXECUTION_TIME, Instant.EPOCH)
                .set(SCHEDULED_TASKS.PICKED, true)
                .set(SCHEDULED_TASKS.VERSION, claims)
                .onDuplicateKeyUpdate()
                .set(SCHEDULED_TASKS.VERSION, claims)
                .execute();
        return new Claim(id, claims);
    }

    /** Lets another process work while this one stands still in the middle of what it does. */
    public void aside(Runnable work) {
        process.aside(work);
    }

    /** Lets a second portal work, which lives on beside the first until the next world. */
    public void second(Runnable work) {
        process.in(second, work);
    }

    /** A beat of the poller alone. */
    public void beat() {
        Beats.beat(beans);
    }

    /** A look around the platform. */
    public void sweep() {
        bean(Sweep.class).look();
    }

    /** Rounds, two seconds apart, until every version has come to its end. */
    public void settle() {
        settle(Duration.ofSeconds(2));
    }

    public void settle(Duration pace) {
        var until = aws.clock().instant().plus(LONGEST);
        round();
        while (underway()) {
            if (aws.clock().instant().isAfter(until)) {
                throw new AssertionError("Not settled in " + LONGEST + ": " + everything());
            }
            advance(pace);
            round();
        }
    }

    /** Rounds for so long, settled or not. */
    public void live(Duration time) {
        live(time, Duration.ofSeconds(2));
    }

    public void live(Duration time, Duration pace) {
        var until = aws.clock().instant().plus(time);
        while (aws.clock().instant().isBefore(until)) {
            round();
            advance(pace);
        }
        round();
    }

    private boolean underway() {
        return everything().stream().anyMatch(EnvironmentDetails::underway);
    }

    private List<EnvironmentDetails> everything() {
        return bean(Wishes.class).everything();
    }

    public void advance(Duration by) {
        aws.world().advance(by);
    }

    /** Kills the process; the next bean that is asked for is a new process's. */
    public void die() {
        process.end();
        deaths++;
    }

    public int deaths() {
        return deaths;
    }

    // what is there

    public Apps apps() {
        return bean(Apps.class);
    }

    public Reconciliations reconciliations() {
        return bean(Reconciliations.class);
    }

    public <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    public EnvironmentDetails details(EnvironmentId id) {
        return bean(Wishes.class).details(id).orElseThrow();
    }

    public boolean isGone(EnvironmentId id) {
        return bean(Wishes.class).details(id).isEmpty();
    }

    public Version version(EnvironmentId id, long generation) {
        return apps().version(details(id).ref(), new Generation(generation)).orElseThrow();
    }

    public VersionState state(EnvironmentId id) {
        return details(id).latest().state();
    }

    /** The code of the problem with which the newest version failed, or empty. */
    public String problem(EnvironmentId id) {
        var problem = details(id).latest().problem();
        return problem == null ? "" : problem.code();
    }

    /** Why the newest version failed. */
    public Problem why(EnvironmentId id) {
        return requireNonNull(details(id).latest().problem(), "it did not fail");
    }

    public Status status(EnvironmentId id) {
        return reconciliations().status(id).orElseThrow();
    }

    /** Writes to AWS that were intended and of which no outcome is on record. */
    public int unaccounted() {
        return sql().fetchCount(STEP_RECORD, STEP_RECORD.OUTCOME.isNull());
    }

    public VirtualAws aws() {
        return aws;
    }

    public LocalAws world() {
        return aws.world();
    }

    public VirtualDoor door() {
        return door;
    }

    public Inventory inventory() {
        return Inventory.of(aws.world());
    }

    public DSLContext sql() {
        return bean(DSLContext.class);
    }

    @Override
    public void close() {
        beans.close();
    }
}
