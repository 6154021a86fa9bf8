package no.dotkom.portal.apps;

import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;

/**
 * That a program may read an environment, and perhaps deploy it.
 *
 * @param author the program, as who deploys it; it is a member of nothing and reaches no page
 */
public record Grant(EnvironmentDetails environment, Member author) {
    public boolean mayDeploy() {
        return author.may(Role.DEVELOPER, environment.ref().team());
    }
}
