package no.dotkom.portal.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sample of {@code script/simulate}: always the same seeds, as many as two minutes allow. */
@Tag("alone")
class SimulationTest {
    private static final int THREADS = 2;

    private static Simulation.Report play(long first, long seeds, Duration limit) throws InterruptedException {
        var report = new Simulation(first, seeds, THREADS, limit, 1, 150).run();
        System.out.println(report);
        return report;
    }

    @Test
    void noHistoryBreaksALaw() throws Exception {
        // When
        var report = play(1, 2_000, Duration.ofMinutes(2));

        // Then
        assertThat(report.failures()).isEmpty();
        assertThat(report.played()).isGreaterThan(10);
    }

    @Test
    @Tag("long")
    void noneOfTwoThousandHistoriesBreaksALaw() throws Exception {
        assertThat(play(1, 2_000, Duration.ofHours(3)).failures()).isEmpty();
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        assertThat(History.of(7)).isEqualTo(History.of(7));
        assertThat(History.of(7)).isNotEqualTo(History.of(8));
    }

    @Test
    void aHistoryHasThreeEnvironmentsTwentyActsAndTenFaults() {
        for (var seed = 0L; seed < 500; seed++) {
            var acts = History.of(seed).acts();
            assertThat(acts.stream().filter(Act.Register.class::isInstance)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(acts.stream().filter(Act::fault)).hasSizeGreaterThanOrEqualTo(10);
            assertThat(acts.stream().filter(act -> !act.fault() && !(act instanceof Act.Wait)))
                    .hasSizeGreaterThanOrEqualTo(20);
        }
    }
}
