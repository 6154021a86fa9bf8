package no.dotkom.portal.dashboard;

import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.Intent;

/**
 * What a page offers its reader. The rooms that act check again.
 *
 * @param change deploy, change settings, pause, resume, cancel, try again, remove
 */
public record Rights(boolean change) {
    public static Rights of(Member member, EnvironmentDetails environment) {
        return new Rights(environment.intent() != Intent.REMOVE
                && member.may(Role.DEVELOPER, environment.ref().team()));
    }
}
