package no.dotkom.portal.apps;

/** How far a version has come; all but {@link #RUNNING} are ends. */
public enum VersionState {
    /** Accepted, and on its way. */
    RUNNING,
    /** It was carried out: AWS holds what it asked. */
    LIVE,
    /** It could not be carried out; an earlier one may still serve. */
    FAILED,
    /** A newer version was accepted before it came to an end. */
    SUPERSEDED
}
