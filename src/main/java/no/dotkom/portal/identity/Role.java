package no.dotkom.portal.identity;

/** What a member may do with the applications of a team, least first. */
public enum Role {
    /** Sees everything but variable values. */
    VIEWER,
    /** Deploys, changes settings, removes, reads variables. */
    DEVELOPER,
    /** What a developer may: nothing asks for more yet. */
    MAINTAINER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
