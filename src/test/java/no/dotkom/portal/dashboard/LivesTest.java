package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class LivesTest {
    @Test
    void whatRunsIsAtItsLastMoment() {
        assertThat(Lives.of(Given.task("7f3a", 1, "RUNNING", "healthy")))
                .extracting(TaskDetail.Moment::name, TaskDetail.Moment::state)
                .containsExactly(
                        tuple("dashboard.life.created", "done"),
                        tuple("dashboard.life.pulling", "done"),
                        tuple("dashboard.life.pulled", "done"),
                        tuple("dashboard.life.started", "running"));
    }

    @Test
    void whatDiedEndsAsFailedAndTellsHowLongEachTook() {
        var life = Lives.of(Given.task("7f3a", 1, "STOPPED", ""));
        assertThat(life.getLast().name()).isEqualTo("dashboard.life.stopped");
        assertThat(life.getLast().state()).isEqualTo("failed");
        assertThat(life.get(1).took()).isEqualTo(Given.seconds(22));
        assertThat(life.get(3).took()).isEqualTo(Given.seconds(11));
    }
}
