package no.dotkom.portal.localaws.wire;

import java.util.SplittableRandom;

/** Faults at random, the same for the same seed; print the plan with a failing run, it says how to repeat it. */
public final class FaultPlan implements Fault.Plan {
    /**
     * Shares of all calls, each 0–1, together at most 1.
     *
     * @param throttled refused for their rate
     * @param serverError refused with a 5xx
     * @param unreachable timed out before the effect
     * @param lostReply timed out after the effect
     * @param stale reads answered as last time
     */
    public record Rates(double throttled, double serverError, double unreachable, double lostReply, double stale) {
        public Rates {
            var sum = throttled + serverError + unreachable + lostReply + stale;
            if (sum < 0 || sum > 1) {
                throw new IllegalArgumentException("shares that sum to " + sum);
            }
        }
    }

    private final long seed;
    private final Rates rates;
    private final SplittableRandom random;

    public FaultPlan(long seed, Rates rates) {
        this.seed = seed;
        this.rates = rates;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Fault next(Fault.Call call) {
        var drawn = random.nextDouble();
        if ((drawn -= rates.throttled()) < 0) {
            return Throttling.of(call);
        }
        if ((drawn -= rates.serverError()) < 0) {
            return new Fault.Refused("InternalFailure", 500, "We encountered an internal error. Please try again.");
        }
        if ((drawn -= rates.unreachable()) < 0) {
            return new Fault.Unreachable();
        }
        if ((drawn -= rates.lostReply()) < 0) {
            return new Fault.LostReply();
        }
        return drawn < rates.stale() && call.reads() ? new Fault.StaleRead() : new Fault.None();
    }

    @Override
    public String toString() {
        return "new FaultPlan(%dL, %s)".formatted(seed, rates);
    }
}
