package no.dotkom.portal.apps;

import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;

/** Why a member cannot change an environment now, whatever is asked of it: for who asks, and for the page that offers it. */
public final class Obstacle {
    private Obstacle() {}

    public static Optional<Problem> of(Member member, EnvironmentDetails environment) {
        return of(member, environment.ref(), environment.latest());
    }

    static Optional<Problem> of(Member member, EnvironmentRef environment, Version latest) {
        if (!member.may(Role.DEVELOPER, environment.team())) {
            return Optional.of(
                    Problem.of("RIGHT-1", Map.of("team", environment.team().value())));
        }
        if (latest.intent() == Intent.REMOVE) {
            return Optional.of(Problem.of("REMOVING-1"));
        }
        return latest.adopting() ? Optional.of(Problem.of("ADOPT-1")) : Optional.empty();
    }
}
