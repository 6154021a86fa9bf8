package no.dotkom.portal.model;

/** Who can reach an application over HTTP. */
public enum Reach {
    /** Everyone on the internet. */
    PUBLIC,
    /** Only what runs on this platform: the host rule carries the platform's egress addresses as source. */
    PLATFORM
}
