package no.dotkom.portal.apps.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import no.dotkom.portal.plan.Step;
import org.junit.jupiter.api.Test;

/** Pages that say what a change comes to name every step there is. */
class StepWordsTest {
    @Test
    void everyStepHasItsWords() {
        var words = ResourceBundle.getBundle("messages.apps", Locale.ROOT);
        assertThat(steps(Step.class))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(words.containsKey("apps.step." + step))
                        .as(step)
                        .isTrue());
    }

    private static Stream<String> steps(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(StepWordsTest::steps)
                : Stream.of(type.getSimpleName());
    }
}
