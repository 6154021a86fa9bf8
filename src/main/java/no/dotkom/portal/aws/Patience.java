package no.dotkom.portal.aws;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long all calls of one look-up may take together, for somebody who waits beside a form field. */
final class Patience {
    /** design.md decision 5. */
    private static final Duration BESIDE_A_FIELD = Duration.ofSeconds(3);

    private final long until = System.nanoTime() + BESIDE_A_FIELD.toNanos();

    /** For the next call: it ends when the patience does, with its retries. */
    Consumer<AwsRequestOverrideConfiguration.Builder> left() {
        var left = Duration.ofNanos(until - System.nanoTime());
        return call -> call.apiCallTimeout(left.isPositive() ? left : Duration.ofMillis(1));
    }
}
