package no.dotkom.portal.aws;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Beats until a beat says that it was the last; in virtual time tests beat themselves. */
@FunctionalInterface
interface Heart {
    /** A line is seen within so long after AWS has it; aws-facts §5 would allow 3 s. */
    Duration PAUSE = Duration.ofSeconds(2);

    Heart BEATING = beat -> Thread.ofVirtual().name("log-tail").start(() -> {
        try {
            while (beat.getAsBoolean()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    });

    void begin(BooleanSupplier beat);
}
