package no.dotkom.portal.identity;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.model.TeamSlug;

/** The teams of one person with the role in each, and whether they administer the platform. */
public record Memberships(boolean platformAdmin, SortedMap<TeamSlug, Role> teams) {
    public static final Memberships NONE = new Memberships(false, new TreeMap<>());

    public Memberships {
        teams = Collections.unmodifiableSortedMap(new TreeMap<>(teams));
    }

    static Memberships of(boolean platformAdmin, Map<TeamSlug, Role> teams) {
        return new Memberships(platformAdmin, new TreeMap<>(teams));
    }

    /** Both together: the higher role counts. */
    Memberships and(Memberships other) {
        var all = new TreeMap<>(teams);
        other.teams.forEach((team, role) -> all.merge(team, role, (a, b) -> a.includes(b) ? a : b));
        return new Memberships(platformAdmin || other.platformAdmin, all);
    }
}
