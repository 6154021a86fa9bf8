package no.dotkom.portal.identity;

/** What a member may do with the applications of a team, least first. */
public enum Role {
    /** Sees everything but variable values. */
    VIEWER,
    /** Deploys, changes settings, reads variables. */
    DEVELOPER,
    /** Also removes, and says who may deploy from CI. */
    MAINTAINER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
