package no.dotkom.portal.apps;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static no.dotkom.portaldb.Tables.RULE_PRIORITY;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.reconcile.LoopTests;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.Specs;
import org.jooq.JSONB;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What members want, accepted or refused in one transaction, also when many want at once. */
class AppsTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    private static final Member KARI = LoopWorld.KARI;
    private Apps apps;

    @BeforeEach
    void prepare() {
        apps = loop.apps();
    }

    private static Registration registration(String app, EnvironmentSpec spec, String key) {
        var name = new EnvironmentName(new AppName(app), new EnvironmentSlug("production"));
        return new Registration(name, LoopWorld.WEBKOM, spec, key);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Does {@code work} as often as there is, at once. */
    private static <T> List<Future<T>> race(List<Callable<T>> work) throws InterruptedException {
        var ready = new CountDownLatch(work.size());
        try (var racers = Executors.newFixedThreadPool(work.size())) {
            return racers.invokeAll(work.stream()
                    .<Callable<T>>map(one -> () -> {
                        ready.countDown();
                        ready.await();
                        return one.call();
                    })
                    .toList());
        }
    }

    private static <T> List<T> won(List<Future<T>> race) throws InterruptedException {
        var won = new ArrayList<T>();
        for (var each : race) {
            try {
                won.add(each.get());
            } catch (ExecutionException lost) {
                assertThat(lost.getCause()).isInstanceOf(Refused.class);
            }
        }
        return won;
    }

    private static List<String> lost(List<Future<?>> race) throws InterruptedException {
        var codes = new ArrayList<String>();
        for (var each : race) {
            try {
                each.get();
            } catch (ExecutionException lost) {
                assertThat(lost.getCause()).isInstanceOf(Refused.class);
                var refused = (Refused) requireNonNull(lost.getCause());
                codes.add(refused.problems().getFirst().problem().code());
            }
        }
        return codes;
    }

    private static void refusedWith(
            String field, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable wish) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(wish)
                .satisfies(refused -> assertThat(refused.problems()).anySatisfy(problem -> {
                    assertThat(problem.field()).isEqualTo(field);
                    assertThat(problem.problem().code()).isEqualTo(code);
                }));
    }

    @Test
    void aFormThatIsSentTwiceMakesOneEnvironment() {
        // Given
        var form = registration("grades", WEB, key());

        // When
        var first = apps.register(KARI, form);
        var second = apps.register(KARI, form);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(loop.sql().fetchCount(ENVIRONMENT)).isEqualTo(1);
        assertThat(loop.sql().fetchCount(VERSION)).isEqualTo(1);
    }

    @Test
    void aFormThatIsSentTenTimesAtOnceMakesOneEnvironment() throws Exception {
        // Given
        var form = registration("grades", WEB, key());

        // When
        var race = race(java.util.Collections.nCopies(10, () -> apps.register(KARI, form)));

        // Then
        assertThat(won(race)).hasSize(10);
        assertThat(won(race).stream().distinct()).hasSize(1);
        assertThat(loop.sql().fetchCount(ENVIRONMENT)).isEqualTo(1);
    }

    @Test
    void somebodyElsesFormKeyIsNoWayIn() {
        // Given
        var key = key();
        apps.register(KARI, registration("grades", WEB, key));

        // When, then
        refusedWith("name", "FORM-USED", () -> apps.register(LoopWorld.OLA, registration("votes", WEB, key)));
    }

    @Test
    void oneOfFiftyGetsTheHostAndTheOthersLeaveNothing() throws Exception {
        // Given
        var work = new ArrayList<Callable<EnvironmentId>>();
        for (var i = 0; i < 50; i++) {
            var form = registration("app" + i, WEB, key());
            work.add(() -> apps.register(KARI, form));
        }

        // When
        var race = race(work);

        // Then
        assertThat(won(race)).hasSize(1);
        assertThat(lost(List.copyOf(race))).hasSize(49).containsOnly("RULE-1");
        assertThat(loop.sql().fetchCount(APP)).isEqualTo(1);
        assertThat(loop.sql().fetchCount(ENVIRONMENT)).isEqualTo(1);
        assertThat(loop.sql().fetchCount(RULE_PRIORITY)).isEqualTo(1);
        assertThat(loop.sql().fetchCount(AUDIT_EVENT)).isEqualTo(1);
    }

    @Test
    void oneOfTwentyGetsTheName() throws Exception {
        // Given
        var work = new ArrayList<Callable<EnvironmentId>>();
        for (var i = 0; i < 20; i++) {
            var form = registration("grades", Specs.web("demo/healthy:1.0.0", "grades-" + i + ".localhost"), key());
            work.add(() -> apps.register(KARI, form));
        }

        // When, then
        assertThat(won(race(work))).hasSize(1);
        assertThat(loop.sql().fetchCount(ENVIRONMENT)).isEqualTo(1);
    }

    @Test
    void rulePrioritiesAreUniqueAlsoWhenManyRegisterAtOnce() throws Exception {
        // Given
        var work = new ArrayList<Callable<EnvironmentId>>();
        for (var i = 0; i < 30; i++) {
            var form = registration("app" + i, Specs.web("demo/healthy:1.0.0", "app" + i + ".localhost"), key());
            work.add(() -> apps.register(KARI, form));
        }

        // When
        var race = race(work);

        // Then
        assertThat(won(race)).hasSize(30);
        assertThat(loop.sql().select(RULE_PRIORITY.PRIORITY).from(RULE_PRIORITY).fetch(RULE_PRIORITY.PRIORITY))
                .hasSize(30)
                .doesNotHaveDuplicates()
                .allMatch(priority -> priority >= 3000 && priority < 3030);
    }

    @Test
    void oneOfTwentyChangesAtOnceIsAccepted() throws Exception {
        // Given
        var id = apps.register(KARI, registration("grades", WEB, key()));
        var ref = loop.details(id).ref();
        var work = new ArrayList<Callable<Generation>>();
        for (var i = 0; i < 20; i++) {
            var spec = WEB.withImage(Specs.image("demo/healthy:2." + i));
            work.add(() -> apps.change(KARI, ref, Generation.FIRST, spec, ""));
        }

        // When
        var race = race(work);

        // Then
        assertThat(won(race)).containsExactly(new Generation(2));
        assertThat(lost(List.copyOf(race))).hasSize(19).containsOnly("CONFLICT-1");
        assertThat(loop.details(id).generation()).isEqualTo(new Generation(2));
        assertThat(loop.version(id, 1).state()).isEqualTo(VersionState.SUPERSEDED);
    }

    /** A live environment of version 1. */
    private static EnvironmentId live() {
        var id = loop.register("grades", WEB);
        loop.bean(Wishes.class).pin(id, Generation.FIRST, "sha256:" + "ab".repeat(32));
        loop.bean(Wishes.class).live(id, Generation.FIRST);
        return id;
    }

    private static long container(EnvironmentId id) {
        return loop.details(id).latest().containerGeneration().number();
    }

    @Test
    void whatDoesNotTouchTheContainerKeepsTheRevisionAndDigest() {
        // Given
        var id = live();

        // When
        loop.change(id, WEB.withCount(2));

        // Then
        assertThat(container(id)).isEqualTo(1);
        assertThat(loop.details(id).latest().digest()).isEqualTo("sha256:" + "ab".repeat(32));

        // When
        loop.bean(Wishes.class).live(id, new Generation(2));
        loop.change(id, Specs.with(WEB.withCount(2), Specs.ingress(Reach.PUBLIC, "karakterer.localhost")));

        // Then
        assertThat(container(id)).isEqualTo(1);

        // When
        loop.bean(Wishes.class).live(id, new Generation(3));
        loop.pause(id);

        // Then
        assertThat(container(id)).isEqualTo(1);
    }

    @Test
    void whatTouchesTheContainerGetsARevisionOfItsOwn() {
        // Given
        var id = live();
        var variables = Variables.of(new TreeMap<>(java.util.Map.of("LEVEL", "debug")));

        // When
        loop.change(id, Specs.with(WEB, variables));

        // Then
        assertThat(container(id)).isEqualTo(2);
        assertThat(loop.details(id).latest().digest()).isNull();
    }

    @Test
    void aVersionAfterOneThatWasNotCarriedOutGetsARevisionOfItsOwn() {
        // Given
        var id = loop.register("grades", WEB);

        // When
        loop.change(id, WEB.withCount(2));

        // Then
        assertThat(container(id)).isEqualTo(2);
    }

    @Test
    void aRetryAndARollBackGetRevisionsOfTheirOwn() {
        // Given
        var id = live();
        var ref = loop.details(id).ref();

        // When, then
        apps.retry(KARI, ref, Generation.FIRST);
        assertThat(container(id)).isEqualTo(2);
        apps.rollBack(KARI, ref, new Generation(2), Generation.FIRST, "");
        assertThat(container(id)).isEqualTo(3);
        assertThat(loop.version(id, 3).digest()).isEqualTo(loop.version(id, 1).digest());
    }

    @Test
    void theSameAgainIsNoVersion() {
        var id = live();
        refusedWith("", "SAME-1", () -> loop.change(id, WEB));
    }

    @Test
    void nothingChangesWhatIsBeingRemoved() {
        // Given
        var id = live();
        loop.remove(id);

        // When, then
        refusedWith("", "REMOVING-1", () -> loop.change(id, WEB.withCount(2)));
        refusedWith("", "REMOVING-1", () -> loop.pause(id));
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/nginx:1, grades.localhost, image,  IMG-2",
        "demo/healthy:1, aname.that.is.longer.than.the.sixty-four.characters.of.a.certificate.no, domain, HOST-5",
        "demo/healthy:1,            www.localhost,    domain, HOST-3"
    })
    void whatThePlatformDoesNotOfferIsRefusedAtItsField(String image, String host, String field, String code) {
        refusedWith(field, code, () -> apps.register(KARI, registration("grades", Specs.web(image, host), key())));
    }

    @Test
    void anArchitectureWithoutNodesIsRefused() {
        var spec = Specs.with(WEB, Architecture.ARM64);
        refusedWith("architecture", "CAP-2", () -> apps.register(KARI, registration("grades", spec, key())));
    }

    @Test
    void onlyDevelopersOfTheTeamMayChangeAndOthersDoNotSeeIt() {
        // Given
        var id = live();
        var ref = loop.details(id).ref();
        var viewers = new TreeMap<no.dotkom.portal.model.TeamSlug, Role>();
        viewers.put(LoopWorld.WEBKOM, Role.VIEWER);
        var viewer = new Member(UUID.randomUUID(), "Vera", false, viewers);
        var admin = new Member(UUID.randomUUID(), "Ada", true, new TreeMap<>());

        // When, then
        refusedWith("", "RIGHT-1", () -> apps.pause(viewer, ref, Generation.FIRST));
        refusedWith("", "RIGHT-1", () -> apps.pause(LoopWorld.OLA, ref, Generation.FIRST));
        assertThat(apps.find(viewer, id)).isPresent();
        assertThat(apps.find(LoopWorld.OLA, id)).isEmpty();
        assertThat(apps.pause(admin, ref, Generation.FIRST)).isEqualTo(new Generation(2));
    }

    @Test
    void aVersionCannotBeRewritten() {
        // Given
        live();
        var sql = loop.sql();

        // When, then
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sql.update(VERSION)
                        .set(VERSION.SPEC, JSONB.valueOf("{}"))
                        .execute())
                .withMessageContaining("a version is immutable");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() ->
                        sql.update(VERSION).set(VERSION.DIGEST, "sha256:other").execute())
                .withMessageContaining("a version is immutable");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sql.update(VERSION)
                        .set(VERSION.AUTHOR, UUID.randomUUID())
                        .execute())
                .withMessageContaining("a version is immutable");
    }

    @Test
    void whatWasDoneStaysOnRecord() {
        // Given
        var id = live();
        loop.change(id, WEB.withCount(2));
        var sql = loop.sql();

        // Then
        assertThat(sql.selectFrom(AUDIT_EVENT).orderBy(AUDIT_EVENT.ID).fetch(AUDIT_EVENT.ACTION))
                .containsExactly("version.accept", "version.accept");
        assertThat(sql.selectFrom(AUDIT_EVENT).fetch(AUDIT_EVENT.ACTOR)).containsOnly(KARI.id());
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sql.deleteFrom(AUDIT_EVENT).execute())
                .withMessageContaining("append-only");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sql.update(AUDIT_EVENT)
                        .set(AUDIT_EVENT.DETAIL, "nothing")
                        .execute())
                .withMessageContaining("append-only");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sql.truncate(AUDIT_EVENT).execute())
                .withMessageContaining("append-only");
    }

    @Test
    void anOlderEndIsNeverObservedAfterANewerOne() {
        // Given
        var id = live();
        loop.change(id, WEB.withCount(2));

        // When
        loop.bean(Wishes.class).live(id, new Generation(2));
        loop.bean(Wishes.class).failed(id, Generation.FIRST, no.dotkom.portal.model.Problem.of("CB-1"));

        // Then
        assertThat(loop.details(id).observedGeneration()).isEqualTo(2);
        assertThat(loop.version(id, 1).state()).isEqualTo(VersionState.LIVE);
    }
}
