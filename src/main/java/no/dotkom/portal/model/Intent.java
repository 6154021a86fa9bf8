package no.dotkom.portal.model;

/** What an environment is to do: run, keep everything but run nothing (service count 0), or be gone. */
public enum Intent {
    RUN,
    PAUSE,
    REMOVE
}
