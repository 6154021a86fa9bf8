package no.dotkom.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What steps are called on record says what they do to AWS. */
class StepTest {
    static Stream<Class<?>> kinds() {
        return Stream.of(Step.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isRecord() ? Stream.of(kind) : Stream.of(kind.getPermittedSubclasses()));
    }

    /** With nothing in it: only its kind counts. */
    private static Step empty(Class<?> kind) throws ReflectiveOperationException {
        var types = Stream.of(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        var values = Stream.of(types).map(type -> type == int.class ? 0 : null).toArray();
        var make = kind.getDeclaredConstructor(types);
        return (Step) make.newInstance(values);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsNameTellsWhetherSomethingIsTakenAway(Class<?> kind) throws ReflectiveOperationException {
        var step = empty(kind);
        assertThat(Step.TAKING_AWAY.stream().anyMatch(step.operation()::startsWith))
                .isEqualTo(step.deletes());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsNameTellsWhetherSomethingIsThereAfterwardsThatWasNot(Class<?> kind) throws ReflectiveOperationException {
        var step = empty(kind);
        if (step.creates()) {
            assertThat(Step.MAKING.stream()).anyMatch(step.operation()::startsWith);
        }
        assertThat(Step.MAKING.stream().anyMatch(step.operation()::startsWith) && step.deletes())
                .isFalse();
    }
}
