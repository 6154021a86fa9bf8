package no.dotkom.portal.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.dotkom.portal.model.TeamSlug;
import org.jspecify.annotations.Nullable;

/** Groups in a claim, read as teams: only a list of texts counts, and only ids that are equal as a whole. */
record GroupClaim(IdentityProperties.Claim rules) {
    Memberships read(Map<String, Object> claims) {
        var groups = groups(claims.get(rules.name()));
        var teams = new HashMap<TeamSlug, Role>();
        for (var rule : rules.groups()) {
            if (groups.contains(rule.group())) {
                teams.merge(new TeamSlug(rule.team()), rule.role(), (a, b) -> a.includes(b) ? a : b);
            }
        }
        return Memberships.of(rules.admins().stream().anyMatch(groups::contains), teams);
    }

    private static Set<String> groups(@Nullable Object claim) {
        return claim instanceof Collection<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
