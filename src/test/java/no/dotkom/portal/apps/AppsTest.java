package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.Specs;
import org.jooq.JSONB;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What members want, accepted or refused in one transaction. */
class AppsTest extends AppsTests {
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
    void somebodyElsesFormKeyIsNoWayIn() {
        // Given
        var key = key();
        apps.register(KARI, registration("grades", WEB, key));

        // When, then
        refusedWith("name", "FORM-USED", () -> apps.register(LoopWorld.OLA, registration("votes", WEB, key)));
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
