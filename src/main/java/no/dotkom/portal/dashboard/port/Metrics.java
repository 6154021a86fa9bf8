package no.dotkom.portal.dashboard.port;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.model.Arn;
import org.jspecify.annotations.Nullable;

/**
 * What CloudWatch measured of environments. Each question is paid for, so it is asked only for what somebody looks at,
 * and the answer serves everybody for a minute.
 */
public interface Metrics {
    /** What is measured, by the name it has in messages and addresses. */
    enum Measure {
        /** Percent of what the tasks reserve, over all of them; may be above 100. */
        CPU_AVERAGE,
        /** The same of the task that used most. */
        CPU_HIGHEST,
        MEMORY_AVERAGE,
        MEMORY_HIGHEST,
        /** Requests in a period. */
        REQUESTS,
        /** Seconds until the first byte of the answer. */
        LATENCY_P50,
        LATENCY_P95,
        LATENCY_P99,
        /** Answers of the application in a period. */
        ANSWERS_4XX,
        ANSWERS_5XX,
        /** Answers that the load balancer gave itself, to requests of all its applications: AWS counts no others. */
        BALANCER_5XX,
        /** Healthy targets at the least. */
        HEALTHY
    }

    /** Whose. @param targetGroup null for a worker's; @param loadBalancer null for a worker's */
    record Source(
            String service,
            @Nullable Arn targetGroup,
            @Nullable Arn loadBalancer) {}

    /** From the one to before the other; both are multiples of the period. @param period at least a minute */
    record Window(Instant from, Instant to, Duration period) {
        public Window {
            if (period.toSeconds() < 60 || !from.isBefore(to)) {
                throw new IllegalArgumentException("from %s to %s by %s".formatted(from, to, period));
            }
        }

        public int periods() {
            return (int) Duration.between(from, to).dividedBy(period);
        }

        public Instant at(int index) {
            return from.plus(period.multipliedBy(index));
        }
    }

    /** One value a period, {@link Double#NaN} where nothing was measured. */
    record Series(double[] values) {}

    /** CloudWatch did not tell; the message is its own. */
    class Unreadable extends RuntimeException {
        public Unreadable(String said, @Nullable Throwable cause) {
            super(said, cause);
        }
    }

    /** @throws Unreadable when CloudWatch does not answer within seconds, or refuses */
    Map<Source, Map<Measure, Series>> read(Collection<Source> sources, Window window, Set<Measure> measures);

    /** How many metrics all portals asked for in a month: CloudWatch bills each. */
    long asked(YearMonth month);
}
