package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Setting;
import org.junit.jupiter.api.Test;

/** PostgreSQL is restored to how it was an hour ago, and AWS holds what came after: all of it stays. */
class RestoreTest extends LoopTests {
    /** What is restored; the rest (queue, sessions, pictures) is made anew. In the order of their keys. */
    private static final List<String> TABLES = List.of(
            "app",
            "environment",
            "version",
            "host",
            "rule_priority",
            "step_record",
            "rollout_step",
            "environment_status",
            "drift");

    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");

    private static void backUp() {
        loop.sql().execute("drop schema if exists backup cascade");
        loop.sql().execute("create schema backup");
        TABLES.forEach(
                table -> loop.sql().execute("create table backup." + table + " as select * from public." + table));
    }

    /** The process that knew better is gone too. */
    private static void restore() {
        loop.die();
        loop.sql().execute(TestPostgres.WIPE);
        for (var table : TABLES) {
            var columns = loop.sql()
                    .fetch(
                            "select column_name from information_schema.columns where table_schema = 'public'"
                                    + " and table_name = ? order by ordinal_position",
                            table)
                    .getValues(0, String.class);
            var list = String.join(", ", columns);
            loop.sql()
                    .execute("insert into public." + table + " (" + list + ") overriding system value select " + list
                            + " from backup." + table);
        }
    }

    private static String seen(String host) {
        return loop.door().visit(host).brief();
    }

    @Test
    void whatIsNewerOnAwsIsTakenUpOrToldAndNothingIsDeleted() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        backUp();
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.settle();
        loop.change(id, loop.details(id).latest().spec().withCount(2));
        loop.settle();
        var younger = loop.register("votes", Specs.web("demo/healthy:1.0.0", "votes.localhost"));
        loop.settle();
        var before = loop.inventory();

        // When
        restore();
        assertThat(loop.details(id).generation()).isEqualTo(Generation.FIRST);
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(20));
        loop.sweep();

        // Then
        assertThat(loop.inventory()).isEqualTo(before);
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/healthy:2.0.0");
        assertThat(seen("votes.localhost")).isEqualTo("200 Hello from demo/healthy:1.0.0");
        var version = loop.details(id).latest();
        assertThat(version.generation()).isEqualTo(new Generation(2));
        assertThat(version.state()).isEqualTo(VersionState.LIVE);
        assertThat(version.spec().image().toString()).contains("demo/healthy");
        // Two tasks are balanced over zones, one is not.
        assertThat(loop.reconciliations().drift(List.of(id)).get(id))
                .extracting(drifted -> drifted.difference().setting())
                .containsExactlyInAnyOrder(Setting.COUNT, Setting.REBALANCING);
        assertThat(loop.reconciliations().orphans())
                .isNotEmpty()
                .allSatisfy(orphan -> assertThat(orphan.environment()).isEqualTo(younger.toString()));

        // When
        loop.change(id, version.spec().withImage(Specs.image("demo/healthy:3.0.0")));
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/healthy:3.0.0");
    }

    @Test
    void aNumberThatIsGivenOutAgainDoesNotPassForWhatWasMadeUnderIt() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        backUp();
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.settle();
        restore();

        // When
        loop.change(id, WEB.withImage(Specs.image("demo/slow:1.0.0")));
        loop.live(Duration.ofMinutes(2), Duration.ofSeconds(10));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(loop.status(id).waits()).anyMatch(wait -> wait.code().equals("OWN-2"));
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/healthy:2.0.0");

        // When
        var now = loop.details(id);
        loop.apps().retry(LoopWorld.KARI, now.ref(), now.generation());
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/slow:1.0.0");
    }
}
