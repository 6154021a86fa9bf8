package no.dotkom.portal.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.dotkom.portal.model.TeamSlug;
import org.springframework.stereotype.Component;

/** The list of people in the configuration: always answers, so it is also the way in when nothing else does. */
@Component
class ListedMembership implements MembershipSource {
    private final String issuer;
    private final Map<String, Memberships> bySubject;

    ListedMembership(IdentityProperties properties) {
        this.issuer = properties.issuer().toString();
        this.bySubject = properties.people().stream()
                .collect(Collectors.toMap(
                        IdentityProperties.Person::subject,
                        (Function<IdentityProperties.Person, Memberships>) ListedMembership::memberships,
                        Memberships::and));
    }

    private static Memberships memberships(IdentityProperties.Person person) {
        var teams = new HashMap<TeamSlug, Role>();
        person.teams().forEach((team, role) -> teams.put(new TeamSlug(team), role));
        return Memberships.of(person.admin(), teams);
    }

    Memberships of(String askedIssuer, String subject) {
        return askedIssuer.equals(issuer) ? bySubject.getOrDefault(subject, Memberships.NONE) : Memberships.NONE;
    }

    @Override
    public Answer at(Person signIn) {
        return new Answer.Known(of(signIn.issuer(), signIn.subject()));
    }

    @Override
    public Answer again(UUID member, String askedIssuer, String subject) {
        return new Answer.Known(of(askedIssuer, subject));
    }
}
