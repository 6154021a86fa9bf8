package no.dotkom.portal.diagnose;

/** One piece of evidence: where a text stood, and the text as it was said. */
public record Piece(Source source, String text) {
    /** Where a text stands. All are AWS's words, but for three that a page must not put into its mouth. */
    public enum Source {
        STOP,
        CONTAINER,
        /** Ours: how the containers ended, put together from their exit codes. */
        EXIT,
        /** The app's: the line of its log, or the few lines, that name the cause. */
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
        /** Ours: a comparison or a time that we took ourselves. */
        MEASURED;

        /** Said by AWS, or by what it runs for us. */
        public boolean aws() {
            return this != EXIT && this != LOG && this != MEASURED;
        }
    }
}
