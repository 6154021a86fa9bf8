package no.dotkom.portal.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.model.TeamSlug;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door of the room: teams, and the names of members. Who is asking is an argument of controllers, {@link Member}. */
@Component
public class Identity {
    private final MemberRepository repository;
    private final IdentityProperties properties;

    public Identity(MemberRepository repository, IdentityProperties properties) {
        this.repository = repository;
        this.properties = properties;
    }

    /** Teams of the configuration exist from the first request on; those it no longer names stay, for they own things. */
    @EventListener(ApplicationStartedEvent.class)
    void putTeams() {
        properties.teams().forEach((slug, name) -> repository.put(new Team(new TeamSlug(slug), name)));
    }

    public List<Team> teams() {
        return repository.teams();
    }

    public Optional<Team> team(TeamSlug slug) {
        return repository.team(slug);
    }

    /** Names by id; an id that nobody has is left out. */
    public Map<UUID, String> names(Collection<UUID> members) {
        return members.isEmpty() ? Map.of() : repository.names(members);
    }
}
