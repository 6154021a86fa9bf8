package no.dotkom.portal.identity;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import no.dotkom.portal.model.TeamSlug;

/**
 * Who is asking, with the rights they have at this request. Known by issuer and subject, never by e-mail.
 *
 * @param id our own id: subjects vanish when accounts are merged
 * @param name as the identity provider gave it; shown, never compared
 * @param platformAdmin may see and change every application
 */
public record Member(UUID id, String name, boolean platformAdmin, SortedMap<TeamSlug, Role> teams) {
    public Member {
        teams = Collections.unmodifiableSortedMap(new TreeMap<>(teams));
    }

    /** True when this member has {@code needed} or more in {@code team}. */
    public boolean may(Role needed, TeamSlug team) {
        var role = teams.get(team);
        return platformAdmin || (role != null && role.includes(needed));
    }

    /** Teams for which this member may register and change applications, in order. */
    public SortedSet<TeamSlug> teamsAsDeveloper() {
        var mine = new TreeSet<TeamSlug>();
        teams.forEach((team, role) -> {
            if (role.includes(Role.DEVELOPER)) {
                mine.add(team);
            }
        });
        return mine;
    }

    /** True when signed in, but in no team and no admin: may see nothing but the sentence that says so. */
    public boolean outsider() {
        return !platformAdmin && teams.isEmpty();
    }
}
