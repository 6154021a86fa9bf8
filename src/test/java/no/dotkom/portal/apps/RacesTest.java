package no.dotkom.portal.apps;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static no.dotkom.portaldb.Tables.RULE_PRIORITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.reconcile.Specs;
import org.junit.jupiter.api.Test;

/** What many want at once: one gets it, and the others leave nothing. */
class RacesTest extends AppsTests {
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
}
