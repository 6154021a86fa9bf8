package no.dotkom.portal.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS once in an observation: whoever asks again gets the same answer, also when that is AWS's refusal. */
final class Once<T> {
    private final Supplier<T> call;
    private @Nullable T answer;
    private @Nullable SdkException refusal;

    Once(Supplier<T> call) {
        this.call = call;
    }

    T get() {
        if (refusal != null) {
            throw refusal;
        }
        if (answer == null) {
            try {
                answer = call.get();
            } catch (SdkException refused) {
                refusal = refused;
                throw refused;
            }
        }
        return answer;
    }
}
