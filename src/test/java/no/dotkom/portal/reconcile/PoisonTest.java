package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.AppName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F32: a row that cannot be read stops its own environment and no other. */
class PoisonTest {
    private LoopWorld loop;

    @BeforeEach
    void start() {
        loop = LoopWorld.start();
        loop.begin(1);
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void aSpecThatCannotBeReadStopsItsOwnEnvironmentAlone() {
        // Given
        var poisoned = loop.register("poisoned", Specs.web("demo/healthy:1.0", "poisoned.localhost"));
        var healthy = loop.register("healthy", Specs.web("demo/healthy:1.0", "healthy.localhost"));

        // When
        loop.sql().execute("alter table version disable trigger version_immutable");
        loop.sql()
                .execute(
                        "update version set spec = '{\"size\": \"ENORMOUS\"}' where environment = ?", poisoned.value());
        loop.sql().execute("alter table version enable trigger version_immutable");

        // Then
        assertThat(loop.bean(Wishes.class).everything())
                .extracting(details -> details.ref().id())
                .containsExactly(healthy);
        loop.beat();
        loop.visit(healthy);
        assertThat(loop.state(healthy)).isEqualTo(VersionState.RUNNING);
        assertThatThrownBy(() -> loop.visit(poisoned)).isInstanceOf(RuntimeException.class);
        assertThat(loop.apps().environments(LoopWorld.KARI, new AppName("healthy")))
                .hasSize(1);
        assertThatThrownBy(() -> loop.apps().environments(LoopWorld.KARI, new AppName("poisoned")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aStatusThatCannotBeReadIsWrittenAnew() {
        // Given
        var id = loop.register("poisoned", Specs.web("demo/healthy:1.0", "poisoned.localhost"));
        loop.settle();
        loop.sql().execute("update environment_status set waits = '{\"no\": \"list\"}'");

        // When
        var during = loop.reconciliations().statuses(List.of(id));
        loop.visit(id);

        // Then
        assertThat(during).isEmpty();
        assertThat(loop.status(id).settled()).isTrue();
    }
}
