package no.dotkom.portal.diagnose;

/** One piece of evidence: where a text stood, and the text as it was said. */
public record Piece(Source source, String text) {
    /** Where a text stands. */
    public enum Source {
        STOP,
        CONTAINER,
        EXIT,
        LOG,
        AGENT,
        TARGET,
        CONTAINER_CHECK,
        EVENT,
        PLACEMENT,
        DEPLOYMENT,
        NODE,
        CALL,
        CERTIFICATE,
        DNS,
        RULE,
        MEASURED
    }
}
