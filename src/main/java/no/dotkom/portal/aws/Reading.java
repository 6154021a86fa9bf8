package no.dotkom.portal.aws;

import java.util.function.Function;
import java.util.function.Supplier;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Observation;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads one slot; what AWS will not tell is {@code Unreadable}, never absent. */
final class Reading {
    private Reading() {}

    static <R> Observation<R> of(Supplier<Observation<R>> read) {
        return orElse(read, Observation.Unreadable::new);
    }

    static <T> T orElse(Supplier<T> read, Function<Problem, T> unreadable) {
        try {
            return read.get();
        } catch (SdkException thrown) {
            return unreadable.apply(Said.problem(thrown));
        } catch (IllegalArgumentException strange) {
            // AWS holds a value that none of our records can: an unknown enum, an image we would refuse.
            return unreadable.apply(Problem.of("AWS-2").saying(String.valueOf(strange.getMessage())));
        }
    }
}
