package no.dotkom.portal.dashboard;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.TeamSlug;
import org.jspecify.annotations.Nullable;

/** Who asks {@link RouteMatrixIT}. */
enum Actor {
    ANONYMOUS(null),
    /** With a token that nobody gave out, though its checksum is right. */
    FORGED(null),
    /** With one of the environment, that may read. */
    READER(null),
    /** With one of the environment, that may deploy. */
    TOKEN(null),
    OUTSIDER(new Member(UUID.randomUUID(), "Per Lie", false, new TreeMap<>())),
    VIEWER(of(DashboardPages.WEBKOM, Role.VIEWER)),
    DEVELOPER(of(DashboardPages.WEBKOM, Role.DEVELOPER)),
    MAINTAINER(of(DashboardPages.WEBKOM, Role.MAINTAINER)),
    OTHER_TEAM(of(new TeamSlug("appkom"), Role.MAINTAINER)),
    ADMIN(new Member(UUID.randomUUID(), "Ada Vik", true, new TreeMap<>()));

    private final @Nullable Member member;

    Actor(@Nullable Member member) {
        this.member = member;
    }

    /** Somebody else with these rights each time: so many refusals of one member and minute are written down. */
    @Nullable Member member() {
        return member == null
                ? null
                : new Member(UUID.randomUUID(), member.name(), member.platformAdmin(), new TreeMap<>(member.teams()));
    }

    private static Member of(TeamSlug team, Role role) {
        return new Member(UUID.randomUUID(), role.name(), false, new TreeMap<>(Map.of(team, role)));
    }
}
