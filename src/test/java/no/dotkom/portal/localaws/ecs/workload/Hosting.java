package no.dotkom.portal.localaws.ecs.workload;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;
import no.dotkom.portal.localaws.world.Network;

/** The ports of the nodes and who answers on them: all but {@link #get} and {@link #fetch} with the timeline's lock held. */
public interface Hosting extends Network {
    /** The range from which dynamic host ports come (aws-facts §1). */
    int FIRST_DYNAMIC = 32768;

    int LAST_DYNAMIC = 60999;

    /** Takes a port of the node: {@code wanted}, or any of the dynamic range if that is 0; empty when it is taken. */
    OptionalInt reserve(String instanceId, int wanted);

    /** From now on {@code application} answers on a reserved port. */
    void open(String instanceId, int port, Function<Request, Response> application);

    /**
     * Takes no more requests, waits for those in flight, then runs {@code closed} with the timeline's lock held: at the
     * latest after {@code patience}, when what is still in flight is cut.
     */
    void close(String instanceId, int port, Duration patience, Closed closed);

    /** Gives a port back; what still answers there is cut. */
    void release(String instanceId, int port);

    /** A GET from a workload to the outside, whose sender is the local egress address; blocks. */
    Response fetch(String url);

    /** Hears that a port is closed. */
    interface Closed {
        /** @param inTime false when requests were cut */
        void closed(boolean inTime);
    }
}
