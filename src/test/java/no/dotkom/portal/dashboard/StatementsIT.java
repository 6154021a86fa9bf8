package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages cost the same few statements however much they show. */
class StatementsIT extends DashboardPages {
    /** Counts what jOOQ sends for this very thread: others work in the background. */
    private static final class Counter implements ExecuteListener {
        private final Thread mine = Thread.currentThread();
        private final AtomicInteger statements = new AtomicInteger();

        @Override
        public void executeStart(ExecuteContext context) {
            if (Thread.currentThread().equals(mine)) {
                statements.incrementAndGet();
            }
        }
    }

    @Autowired
    private org.jooq.Configuration configuration;

    private int statements(String path) {
        var counter = new Counter();
        var before = configuration.executeListenerProviders();
        ((DefaultConfiguration) configuration).set(new DefaultExecuteListenerProvider(counter));
        try {
            assertThat(page(KARI, path)).hasStatusOk();
        } finally {
            ((DefaultConfiguration) configuration).set(before);
        }
        return counter.statements.get();
    }

    @Test
    void theListCostsTheSameForOneAndForMany() {
        // Given
        var scene = live();
        page(KARI, scene.path());
        var few = statements("/apps");

        // When
        for (int number = 0; number < 12; number++) {
            live().deploy("2.0", "").at(3, "place.running", "0", "2");
        }
        var many = statements("/apps");

        // Then
        assertThat(few).isPositive();
        assertThat(many).isEqualTo(few);
    }

    @Test
    void anOverviewCostsTheSameForOneTaskAndForMany() {
        // Given
        var scene = live();
        page(KARI, scene.path());
        var few = statements(scene.path());

        // When
        for (int number = 0; number < 9; number++) {
            scene.task("ab" + number, 1, "healthy", "", "node-c");
        }
        scene.deploy("1.4.2", "").live();

        // Then
        assertThat(statements(scene.path())).isEqualTo(few);
    }
}
