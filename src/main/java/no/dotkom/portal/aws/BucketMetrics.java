package no.dotkom.portal.aws;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** How near the portal is to AWS's limits, by bucket. */
@Component
class BucketMetrics implements MeterBinder {
    private final Purses purses;

    BucketMetrics(Purses purses) {
        this.purses = purses;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var bucket : Bucket.values()) {
            var purse = purses.of(bucket);
            Gauge.builder("portal.aws.tokens", purse, Purse::tokens)
                    .description("Calls that may be made at once, as last told")
                    .tag("bucket", bucket.word())
                    .register(registry);
            counter(registry, "portal.aws.waits", "Reads that waited for a token", bucket, found -> found.waits);
            counter(registry, "portal.aws.withheld", "Calls that were not sent", bucket, found -> found.withheld);
            counter(registry, "portal.aws.throttles", "Calls that AWS throttled", bucket, found -> found.throttled);
        }
    }

    private void counter(
            MeterRegistry registry, String name, String what, Bucket bucket, Function<Purse, AtomicLong> count) {
        FunctionCounter.builder(
                        name, purses.of(bucket), purse -> count.apply(purse).get())
                .description(what)
                .tag("bucket", bucket.word())
                .register(registry);
    }
}
