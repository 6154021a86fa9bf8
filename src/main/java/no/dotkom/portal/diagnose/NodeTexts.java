package no.dotkom.portal.diagnose;

import java.time.Duration;

/** A node that is away: out of service, which is said, or silent, which is measured. */
final class NodeTexts {
    /** The agent reconnects several times an hour; that takes less than this. */
    private static final Duration RECONNECT = Duration.ofSeconds(60);

    private NodeTexts() {}

    static Verdict read(Phrase phrase, Evidence evidence) {
        if (outOfService(phrase)
                || phrase.word("terminated", "stopped", "stopping")
                || phrase.has("impaired", "deregistering", "registration_failed", "inactive", "shutting-down")) {
            return Verdict.shows(Code.NODE_2);
        }
        var connected = evidence.node().connected();
        var silent = connected == null
                ? phrase.has("'agentconnected': false", "'agentconnected':false", "agentconnected=false")
                : !connected;
        return silent ? silence(evidence.node()) : Verdict.NOISE;
    }

    private static Verdict silence(Evidence.Node node) {
        if (node.silentFor() != null && node.silentFor().compareTo(RECONNECT) < 0) {
            return Verdict.NOISE;
        }
        // All at once is the way out of the network, not the nodes.
        return Verdict.shows(Boolean.FALSE.equals(node.othersConnected()) ? Code.NET_2 : Code.NODE_1);
    }

    static boolean outOfService(Phrase phrase) {
        return phrase.has(
                        "spot interruption",
                        "spotinterruption",
                        "spot task was interrupted",
                        "spot instance interruption",
                        "instance deregistration",
                        "instance was deregistered",
                        "instance has been deregistered",
                        "performing maintenance",
                        "scheduled maintenance",
                        "instance retirement",
                        "in the stopped state",
                        "in the terminated state",
                        "underlying infrastructure",
                        "underlying hardware",
                        "instance is terminated",
                        "instance was terminated")
                || phrase.hasAll("spot", "interrupt")
                || phrase.has("host ec2", "instance i-") && phrase.has("terminated", "stopped", "stopping");
    }

    static boolean outOfService(String stopCode) {
        return stopCode.equals("SpotInterruption")
                || stopCode.equals("TerminationNotice")
                || stopCode.equals("InfrastructureHealth");
    }
}
