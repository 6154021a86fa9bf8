package no.dotkom.portal.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * What the SDK itself may try again: once, a broken connection or a 5xx, and at most every tenth call of a client, so
 * that it adds little to an AWS in trouble. A throttle is never tried again at once; whatever stays undone, the loop
 * comes back to.
 */
final class RetryBudget {
    private static final int ATTEMPTS = 2;
    /** In tenths of a retry: what a call earns, what a retry costs, and what may be saved. */
    private static final int EARNED = 1;

    private static final int COST = 10;
    private static final int MOST = 50;
    private final AtomicInteger tenths = new AtomicInteger(2 * COST);

    void earn() {
        tenths.getAndUpdate(saved -> Math.min(MOST, saved + EARNED));
    }

    private boolean spend() {
        return tenths.getAndUpdate(saved -> saved >= COST ? saved - COST : saved) >= COST;
    }

    RetryStrategy strategy(BackoffStrategy backoff) {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .retryOnException(thrown -> mayPass(thrown) && spend())
                .build();
    }

    private static boolean mayPass(Throwable thrown) {
        return switch (thrown) {
            case AwsServiceException service ->
                service.statusCode() >= 500 && service.statusCode() != 501 && !service.isThrottlingException();
            case SdkClientException client -> client.getCause() instanceof IOException;
            default -> false;
        };
    }
}
