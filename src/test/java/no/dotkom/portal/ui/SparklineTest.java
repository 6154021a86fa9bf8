package no.dotkom.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A row of numbers as paths. */
class SparklineTest {
    private static final double NONE = Double.NaN;

    @Test
    void theAreaIsBelowTheLineAndNowhereElse() {
        assertThat(Sparkline.of(List.of(1.0, 2.0, 1.0), List.of()).area()).isEqualTo("M0 13L56 3L112 13V24H0Z");
        assertThat(Sparkline.of(List.of(NONE, 2.0, 1.0), List.of()).area()).isEqualTo("M56 3L112 13V24H56Z");
        assertThat(Sparkline.of(List.of(1.0, 2.0, NONE), List.of()).area()).isEqualTo("M0 13L56 3V24H0Z");
    }

    @Test
    void aLineInPiecesHasNoArea() {
        var line = Sparkline.of(List.of(1.0, NONE, 1.0), List.of());
        assertThat(line.line()).isEqualTo("M0 3M112 3");
        assertThat(line.area()).isEmpty();
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(Sparkline.of(List.of(NONE, NONE), List.of())).isEqualTo(new Sparkline("", "", ""));
    }

    @Test
    void everyPlaceWithErrorsIsMarked() {
        assertThat(Sparkline.of(List.of(1.0, 1.0, 1.0), List.of(0.0, 4.0, 2.0)).errors())
                .isEqualTo("M56 24V8M112 24V14.5");
    }
}
