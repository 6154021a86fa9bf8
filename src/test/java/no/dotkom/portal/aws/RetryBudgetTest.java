package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Fault;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ssm.SsmClient;

/** How many attempts the SDK itself makes of the calls it is asked for. */
class RetryBudgetTest {
    private static final int CALLS = 200;
    private final LocalAws aws = LocalAws.virtual(1);
    private final RetryBudget retries = new RetryBudget();
    private final SsmClient client = SsmClient.builder()
            .httpClient(aws.httpClient())
            .region(Region.EU_NORTH_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(
                    configuration -> configuration.retryStrategy(retries.strategy(BackoffStrategy.retryImmediately())))
            .build();
    private int attempts;

    private void call(Fault.Plan plan, int times) {
        aws.dispatch().plan(call -> {
            attempts++;
            return plan.next(call);
        });
        for (var n = 0; n < times; n++) {
            retries.earn();
            try {
                client.getParameter(request -> request.name("/evergreen/prod/manifest"));
            } catch (SdkException expected) {
                // what the loop comes back to
            }
        }
    }

    @Test
    void aThrottleIsNotTriedAgain() {
        call(call -> new Fault.Refused("ThrottlingException", 400, "Rate exceeded"), CALLS);
        assertThat(attempts).isEqualTo(CALLS);
    }

    @Test
    void anApiThatBreaksDownGetsATenthMore() {
        call(call -> new Fault.Refused("InternalFailure", 500, "We encountered an internal error."), CALLS);
        assertThat(attempts).isBetween(CALLS + 1, CALLS * 12 / 10);
    }

    @Test
    void aConnectionThatBreaksOnceHarmsNobody() {
        call(call -> attempts == 1 ? new Fault.Unreachable() : new Fault.None(), 1);
        assertThat(attempts).isEqualTo(2);
    }
}
