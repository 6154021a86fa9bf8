package no.dotkom.portal.aws;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A call that we did not send, because AWS would throttle it, or has just throttled the like. */
final class Withheld extends SdkClientException {
    private static final long serialVersionUID = 1L;
    private final String call;
    private final Duration after;
    private final boolean sentBefore;

    /**
     * @param after when it may be tried again, from now
     * @param sentBefore an earlier attempt of the same call was sent: it may have taken effect
     */
    Withheld(Call call, Duration after, boolean sentBefore) {
        super(builder().message(call.operation() + " waits: AWS limits how often it may be asked"));
        this.call = call.name();
        this.after = after;
        this.sentBefore = sentBefore;
    }

    /** The {@linkplain Call#name name} of what was not sent. */
    String call() {
        return call;
    }

    Duration after() {
        return after;
    }

    boolean sentBefore() {
        return sentBefore;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
