package no.dotkom.portal.localaws.wire;

import software.amazon.awssdk.core.SdkPojo;

/** What goes wrong with one call. */
public sealed interface Fault {
    /** Nothing. */
    record None() implements Fault {}

    /** AWS answers with an error and does nothing. */
    record Refused(String code, int status, String message) implements Fault {}

    /** The connection fails before AWS sees the request: no effect. */
    record Unreachable() implements Fault {}

    /** AWS does what it was asked, but its answer never arrives. */
    record LostReply() implements Fault {}

    /** The caller dies in the middle of the call, before or after its effect. */
    record CallerDies(boolean afterTheEffect) implements Fault {}

    /** A read answers as the same read did last time; the first one, and writes, are answered as ever. */
    record StaleRead() implements Fault {}

    /** The call that a plan decides about. */
    record Call(String service, String operation, SdkPojo request) {
        /** Reads have no effect to lose. */
        public boolean reads() {
            return operation.startsWith("Describe")
                    || operation.startsWith("List")
                    || operation.startsWith("Get")
                    || operation.startsWith("BatchGet")
                    || operation.startsWith("Filter");
        }
    }

    /** Decides about each call, in order; called with the timeline's lock held. */
    @FunctionalInterface
    interface Plan {
        Plan NOTHING = call -> new None();

        Fault next(Call call);

        /** Asks {@code other} about what this plan lets through. */
        default Plan or(Plan other) {
            return call -> {
                var fault = next(call);
                return fault instanceof None ? other.next(call) : fault;
            };
        }
    }

    /** The caller's death, thrown through the SDK: an error, so that nobody catches it by chance. */
    final class Death extends Error {
        private static final long serialVersionUID = 1L;

        public Death(String operation) {
            super("the process died in " + operation);
        }
    }
}
