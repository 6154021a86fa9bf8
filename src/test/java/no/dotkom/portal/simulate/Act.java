package no.dotkom.portal.simulate;

import java.time.Duration;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.reconcile.Cut;

/**
 * One thing that happens in a history. Acts name environments by their slot and check for themselves whether they make
 * sense, so that a history stays playable whichever of its acts are taken out.
 */
sealed interface Act {
    /** What coverage counts it as. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** True for what goes wrong, as against what somebody does. */
    default boolean fault() {
        return switch (this) {
            case Register _, Deploy _, Scale _, Hosts _, Dns _, Grow _, Secret _, Ask _, Heal _, Wait _ -> false;
            case Edit _,
                    Stranger _,
                    Node _,
                    Interrupt _,
                    Storm _,
                    Refuse _,
                    Lag _,
                    Race _,
                    HeldPoller _,
                    Echo _,
                    Crash _,
                    Skew _ -> true;
        };
    }

    // what members do

    record Register(int slot, String image) implements Act {}

    record Deploy(int slot, String image) implements Act {}

    record Scale(int slot, int count) implements Act {}

    /** Beside the host that it keeps, one more; what it had besides goes. */
    record Hosts(int slot, Name another) implements Act {
        @Override
        public String kind() {
            return "HOST " + another.name();
        }
    }

    enum Name {
        /** Under the domain of the platform. */
        BESIDE,
        /** In a zone of the platform, and under a certificate of its. */
        RECORD,
        /** It leads visitors on to the host that stays. */
        REDIRECT,
        /** In a zone of the platform, but under no certificate of its. */
        CERTIFICATE,
        /** In a zone of somebody else's. */
        ELSEWHERE
    }

    /** The owner of the zone elsewhere does what the page of the domain asks for, or not. */
    record Dns(int slot, Record what) implements Act {
        @Override
        public String kind() {
            return "DNS " + what.name();
        }
    }

    enum Record {
        PROOF,
        PROOF_GONE,
        VALIDATION,
        VALIDATION_GONE,
        /** Only another authority may issue certificates. */
        FORBIDDEN
    }

    /** @param absurd larger than any node */
    record Grow(int slot, boolean absurd) implements Act {}

    /** A secret gets another value or is taken away, or tasks start anew with those of now. */
    record Secret(int slot, Value what) implements Act {
        @Override
        public String kind() {
            return "SECRET " + what.name();
        }
    }

    enum Value {
        SET,
        TAKEN_AWAY,
        DEPLOYED
    }

    /** The buttons that need no answer. */
    record Ask(int slot, Button button) implements Act {
        @Override
        public String kind() {
            return button.name();
        }
    }

    /** What the loop may do by itself about what others change. */
    record Heal(int slot, Policy policy) implements Act {
        @Override
        public String kind() {
            return "POLICY " + policy.name();
        }
    }

    enum Button {
        PAUSE,
        RESUME,
        RETRY,
        ROLL_BACK,
        CANCEL,
        REMOVE,
        REMOVE_BUT_KEEP_LOGS,
        /** The last registration once more, by an impatient second click. */
        REGISTER_TWICE
    }

    // what others do

    /** Somebody changes, in the console or with Terraform, what is ours. */
    record Edit(int slot, What what) implements Act {
        @Override
        public String kind() {
            return "EDIT " + what.name();
        }
    }

    enum What {
        /** CI deploys as it did before there was a portal. */
        DEPLOYED,
        COUNT,
        IMAGE,
        RULE,
        HEALTH_CHECK,
        SERVICE_DELETED,
        RULE_DELETED,
        LOG_GROUP_DELETED,
        RECORD_DELETED,
        CERTIFICATE_DELETED,
        /** Thirteen months are over, and nobody renewed it. */
        CERTIFICATE_EXPIRED,
        TARGET_GROUP_UNTAGGED,
        SECRET_DELETED,
        /** Its role loses the right to read any. */
        SECRETS_DENIED
    }

    /** Terraform makes a rule at a priority that we are about to take. */
    record Stranger(int priority) implements Act {}

    record Node(Change change) implements Act {
        @Override
        public String kind() {
            return "NODE " + change.name();
        }
    }

    enum Change {
        LOST,
        DRAINED,
        ADDED
    }

    // what goes wrong on the way

    /** @param call which one from now, from 1 */
    record Interrupt(Cut cut, int call) implements Act {
        @Override
        public String kind() {
            return cut.name();
        }
    }

    /** @param each share of all calls, 0–0.2, for throttling, 5xx, timeouts before and after the effect, stale reads */
    record Storm(double each, Duration time) implements Act {}

    /** One operation is refused for a while. */
    record Refuse(String operation, Why why, Duration time) implements Act {
        @Override
        public String kind() {
            return "REFUSED " + why.name();
        }
    }

    enum Why {
        THROTTLED,
        DENIED,
        QUOTA,
        BROKEN
    }

    /** What is new shows late in lists and descriptions. */
    record Lag(Duration by, Duration time) implements Act {}

    /** In the middle of a call another process takes the environment over and visits it. */
    record Race(int call) implements Act {}

    /** The reply to the next {@code CreateService} is lost, and the request arrives once more so much later. */
    record Echo(Duration after) implements Act {}

    /** The poller stands still in the middle of a beat, for longer than another needs for a whole one. */
    record HeldPoller(int call) implements Act {}

    /** The process dies between two visits. */
    record Crash() implements Act {}

    /** The database's clock, which the portal follows, is a little off AWS's; machines' clocks do not matter. */
    record Skew(Duration by) implements Act {}

    record Wait(Duration time) implements Act {}
}
