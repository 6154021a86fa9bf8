package no.dotkom.portal.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Takes every attempt of one client through the turnstile. The first attempt passes before the call's timeouts begin,
 * for it may wait; the SDK's retries pass without waiting.
 */
final class AtTheTurnstile implements ExecutionInterceptor {
    private static final ExecutionAttribute<Integer> ATTEMPT = new ExecutionAttribute<>("portal.attempt");
    /** The first status that says AWS broke down. */
    private static final int BROKEN = 500;

    private final Turnstile turnstile;
    private final RetryBudget retries;

    AtTheTurnstile(Turnstile turnstile, RetryBudget retries) {
        this.turnstile = turnstile;
        this.retries = retries;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        turnstile.pass(Call.of(attributes), 1);
        attributes.putAttribute(ATTEMPT, 0);
        retries.earn();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        var attempt = attributes.getAttribute(ATTEMPT) + 1;
        attributes.putAttribute(ATTEMPT, attempt);
        if (attempt > 1) {
            turnstile.pass(Call.of(attributes), attempt);
        }
    }

    /** Told of each attempt at once: while one waits for its second, others would come for their first. */
    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (context.httpResponse().statusCode() >= BROKEN) {
            turnstile.failed(Call.of(attributes));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        turnstile.answered(Call.of(attributes));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        var call = Call.of(attributes);
        if (context.exception() instanceof Withheld) {
            return;
        }
        if (!(context.exception() instanceof AwsServiceException service)) {
            turnstile.unanswered(call);
        } else if (service.isThrottlingException()) {
            turnstile.throttled(call);
        } else if (service.statusCode() < BROKEN) {
            turnstile.answered(call);
        }
    }
}
