package no.dotkom.portal.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.reconcile.LoopWorld;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a member sees and may do is asked where it is looked up, whoever calls (security.md S11). */
class ScopeTest extends AppsTests {
    private static final AppName GRADES = new AppName("grades");
    private static final EnvironmentSlug PRODUCTION = new EnvironmentSlug("production");
    private static final Member OLA = LoopWorld.OLA;
    private static final Member ADA = new Member(UUID.randomUUID(), "Ada Vik", true, new TreeMap<>());
    private static final Member VIEWER =
            new Member(UUID.randomUUID(), "Vera Dahl", false, new TreeMap<>(Map.of(LoopWorld.WEBKOM, Role.VIEWER)));

    @Test
    void whatIsAnotherTeamsIsNotThere() {
        var id = live();
        for (var member : List.of(KARI, VIEWER, ADA)) {
            assertThat(apps.visibleTo(member)).hasSize(1);
            assertThat(apps.find(member, id)).isPresent();
            assertThat(apps.find(member, GRADES, PRODUCTION)).isPresent();
            assertThat(apps.environments(member, GRADES)).hasSize(1);
            assertThat(apps.owner(member, GRADES)).hasValue(LoopWorld.WEBKOM);
        }
        assertThat(apps.visibleTo(OLA)).isEmpty();
        assertThat(apps.find(OLA, id)).isEmpty();
        assertThat(apps.find(OLA, GRADES, PRODUCTION)).isEmpty();
        assertThat(apps.environments(OLA, GRADES)).isEmpty();
        assertThat(apps.owner(OLA, GRADES)).isEmpty();
        assertThat(apps.names(ADA, List.of(id))).containsOnlyKeys(id);
        assertThat(apps.names(KARI, List.of(id))).isEmpty();
    }

    /** Each is asked for by who may read it, and by who may not even that. */
    @Test
    void onlyDevelopersOfTheTeamChangeIt() {
        var id = live();
        var ref = loop.details(id).ref();
        var first = loop.details(id).generation();
        for (var member : List.of(VIEWER, OLA)) {
            refused("RIGHT-1", () -> apps.change(member, ref, first, WEB.withCount(2), ""));
            refused("RIGHT-1", () -> apps.retry(member, ref, first));
            refused("RIGHT-1", () -> apps.applyOurs(member, ref, first));
            refused("RIGHT-1", () -> apps.acceptTheirs(member, ref, first, List.of()));
            refused("RIGHT-1", () -> apps.setPolicy(member, ref, Policy.SYNC));
            refused("RIGHT-1", () -> apps.pause(member, ref, first));
            refused("RIGHT-1", () -> apps.remove(member, ref, first, false));
            refused("RIGHT-2", () -> apps.abandon(member, ref, first));
        }
        assertThat(loop.details(id).generation()).isEqualTo(first);
        assertThat(apps.wish(ref).intent()).isEqualTo(Intent.RUN);
    }

    private static void refused(String code, ThrowingCallable wish) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(wish)
                .satisfies(refused -> assertThat(refused.problems())
                        .extracting(each -> each.problem().code())
                        .containsExactly(code));
    }
}
