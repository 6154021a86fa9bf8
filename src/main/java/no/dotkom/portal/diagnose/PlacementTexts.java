package no.dotkom.portal.diagnose;

/**
 * Why no node takes a task. Memory, CPU, port, attribute and agent share one sentence, of which only the last words
 * differ; what AWS does not name is decided by our own arithmetic.
 */
final class PlacementTexts {
    private PlacementTexts() {}

    static Verdict read(Phrase phrase, Evidence evidence) {
        return Verdict.when(noNodes(phrase), Code.CAP_0)
                .or(() -> Verdict.when(silent(phrase), Code.NODE_1))
                .or(() -> Verdict.when(quota(phrase), Code.QUOTA_2))
                .or(() -> unplaced(phrase) ? Verdict.shows(why(phrase, evidence)) : Verdict.UNKNOWN);
    }

    /** Reasons of RunTask are one word each. */
    static Verdict refused(Phrase phrase, Evidence evidence) {
        return read(phrase, evidence)
                .or(() -> Verdict.when(phrase.has("agent"), Code.NODE_1))
                .or(() -> Verdict.when(phrase.has("inactive", "missing"), Code.UNK_0))
                .or(() -> Verdict.when(phrase.has("attribute", "location", "constraint"), why(phrase, evidence)));
    }

    private static boolean noNodes(Phrase phrase) {
        return phrase.has(
                "no container instances were found",
                "no container instances in",
                "no container instances are",
                "no registered container instances",
                "no active container instances");
    }

    private static boolean silent(Phrase phrase) {
        return phrase.has(
                "encountered error 'agent'",
                "the agent connected",
                "agent is not connected",
                "agent not connected",
                "agent is disconnected",
                "ecs agent to start");
    }

    static boolean quota(Phrase phrase) {
        return phrase.has(
                "limit exceeded",
                "limitexceeded",
                "limit was exceeded",
                "reached the limit",
                "reached your limit",
                "reached the maximum",
                "limit on the number",
                "maximum number of",
                "quota",
                "capacity limit",
                "cpu limit",
                "above your limit");
    }

    private static boolean unplaced(Phrase phrase) {
        return phrase.has(
                "no container instance met",
                "closest matching",
                "placement constraint",
                "placement failure",
                "resource:memory",
                "resource:cpu",
                "resource:port",
                "resource:gpu",
                "resource:eni",
                "missing an attribute",
                "required by your task",
                "daemon_placement");
    }

    private static Code why(Phrase phrase, Evidence evidence) {
        if (phrase.has("port required", "ports required", "resource:port", "using a port", "insufficient port")) {
            return Code.PORT_1;
        }
        if (phrase.has("insufficient memory", "insufficient cpu", "enough memory", "enough cpu")
                || phrase.has("resource:memory", "resource:cpu")) {
            return evidence.facts().room().fitsWithoutOld() ? Code.CAP_3 : Code.CAP_1;
        }
        if (wrongArchitecture(evidence)) {
            return Code.CAP_2;
        }
        return phrase.has("attribute", "constraint", "location", "resource:") ? Code.PLACE_1 : unnamed(evidence);
    }

    /** Which attribute is missing AWS never says: the nodes are compared. */
    private static boolean wrongArchitecture(Evidence evidence) {
        var facts = evidence.facts();
        var room = facts.room();
        var other =
                !room.missingAttribute().isEmpty() && !room.missingAttribute().contains("architecture");
        return !other
                && facts.spec() != null
                && !room.architectures().isEmpty()
                && !room.architectures().contains(facts.spec().architecture().word());
    }

    private static Code unnamed(Evidence evidence) {
        var room = evidence.facts().room();
        if (room.nodes().isPresent() && room.nodes().getAsInt() == 0) {
            return Code.CAP_0;
        }
        if (room.fitsWithoutOld()) {
            return Code.CAP_3;
        }
        var spec = evidence.facts().spec();
        var full = spec != null
                && room.largestFreeMib().isPresent()
                && room.largestFreeMib().getAsInt() < spec.size().memoryReserved();
        return full ? Code.CAP_1 : Code.PLACE_1;
    }
}
