package no.dotkom.portal.processes;

import java.io.IOException;
import java.time.Duration;

/** What becomes of one call between the portal and AWS. */
@FunctionalInterface
interface Fate {
    /** Carried to AWS and back. */
    Fate PASS = passing -> {
        passing.effect();
        passing.reply();
    };

    /** The connection is reset before AWS sees the call. */
    Fate CUT = Passing::cut;

    /** AWS does what it is asked, and the connection is reset before it has said so. */
    Fate REPLY_LOST = passing -> {
        passing.effect();
        passing.cut();
    };

    /** AWS does what it is asked, and the connection is reset in the middle of its answer. */
    Fate HALF_REPLY = passing -> {
        passing.effect();
        passing.halfReply();
    };

    /** Carried after {@code by}. */
    static Fate late(Duration by) {
        return passing -> {
            Thread.sleep(by);
            PASS.befall(passing);
        };
    }

    void befall(Passing passing) throws IOException, InterruptedException;

    /** One call, to be carried on step by step. */
    interface Passing {
        /** Lets AWS have the call and take effect; its answer waits here. */
        void effect() throws IOException;

        /** Hands AWS's answer on. */
        void reply() throws IOException;

        /** Hands half of it on, then resets the connection. */
        void halfReply() throws IOException;

        void cut() throws IOException;
    }

    /** Decides about each call, as it comes. */
    @FunctionalInterface
    interface Plan {
        Plan CALM = call -> PASS;

        Fate of(Call call);
    }
}
