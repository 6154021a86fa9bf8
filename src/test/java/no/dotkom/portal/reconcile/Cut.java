package no.dotkom.portal.reconcile;

import java.util.function.IntFunction;
import no.dotkom.portal.localaws.wire.Fault;

/** What happens to one call, and to the attempts that follow it at once. */
public enum Cut {
    /** The process dies; AWS has seen nothing. */
    DIES_BEFORE(after -> after == 0 ? new Fault.CallerDies(false) : new Fault.None()),
    /** The process dies; AWS has done what it was asked. */
    DIES_AFTER(after -> after == 0 ? new Fault.CallerDies(true) : new Fault.None()),
    /** AWS has done it, its answer is lost, and the client asks once more by itself. */
    REPLY_LOST(after -> after == 0 ? new Fault.LostReply() : new Fault.None()),
    /** AWS has done it, its answer is lost, and no further attempt reaches it: nobody knows. */
    UNKNOWN(after -> after == 0 ? new Fault.LostReply() : after <= 2 ? new Fault.Unreachable() : new Fault.None());

    private final IntFunction<Fault> faults;

    Cut(IntFunction<Fault> faults) {
        this.faults = faults;
    }

    /** Effects are what a write can lose; a read that was cut before or after is the same. */
    public boolean tells(boolean read) {
        return !read || this == DIES_BEFORE || this == UNKNOWN;
    }

    /** How often the process dies of it. */
    public int deaths() {
        return this == DIES_BEFORE || this == DIES_AFTER ? 1 : 0;
    }

    /** Cuts the first call of {@code operation}, and what follows it. */
    Fault.Plan atFirst(String operation) {
        var after = new int[] {-1};
        return call -> {
            if (after[0] >= 0 || call.operation().equals(operation)) {
                return faults.apply(++after[0]);
            }
            return new Fault.None();
        };
    }

    /** Cuts the {@code k}-th call from now, from 1. */
    public Fault.Plan at(int k) {
        var seen = new int[1];
        return call -> {
            var after = ++seen[0] - k;
            return after < 0 ? new Fault.None() : faults.apply(after);
        };
    }
}
