package no.dotkom.portal.identity;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import no.dotkom.portal.model.TeamSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in and what they are. A value that is missing or wrong stops the start with a sentence that names it.
 *
 * @param issuer of the OIDC provider, as in its tokens; https, or a loopback address
 * @param scopes asked for; with {@code offline_access} a member stays signed in when the access token is old
 * @param tokenKey base64 of 32 random bytes: seals the tokens kept to read the claim again; needed when there is a claim
 * @param claim how groups in a token become teams, or null when only the list of people counts
 * @param people by subject: teams and rights beside what the claim says, also when nothing else answers
 * @param teams the teams there are: id and what they are called
 */
@ConfigurationProperties("portal.identity")
public record IdentityProperties(
        URI issuer,
        String clientId,
        String clientSecret,
        @DefaultValue({"openid", "profile", "email"}) Set<String> scopes,
        @Nullable String tokenKey,
        @Nullable Claim claim,
        @DefaultValue List<Person> people,
        @DefaultValue Map<String, String> teams) {
    /**
     * A claim of the ID token or the user info that lists groups.
     *
     * @param admins exact ids of groups whose members administer the platform
     */
    public record Claim(
            @DefaultValue("groups") String name,
            @DefaultValue Set<String> admins,
            List<Group> groups) {
        public Claim {
            admins = Set.copyOf(admins);
            groups = groups == null ? List.of() : List.copyOf(groups);
        }
    }

    /** One group and what its members are: the id is compared whole, with case. */
    public record Group(String group, String team, Role role) {
        public Group {
            needed(group, "claim.groups[].group");
            needed(team, "claim.groups[].team");
            needed(role, "claim.groups[].role");
        }
    }

    /** One person, by the subject of the one issuer. */
    public record Person(
            String subject,
            @DefaultValue("false") boolean admin,
            @DefaultValue Map<String, Role> teams) {
        public Person {
            needed(subject, "people[].subject");
            teams = Map.copyOf(teams);
        }
    }

    public IdentityProperties {
        needed(issuer, "issuer");
        needed(clientId, "client-id");
        needed(clientSecret, "client-secret");
        needed(issuer.getHost(), "issuer");
        if (!isSafe(issuer)) {
            throw new IllegalArgumentException("portal.identity.issuer is " + issuer
                    + ": an identity provider without TLS is allowed on this machine only");
        }
        if (claim != null && (tokenKey == null || bytes(tokenKey) != 32)) {
            throw new IllegalArgumentException(
                    "portal.identity.token-key must be 32 random bytes in base64, as openssl rand -base64 32 makes them");
        }
        scopes = Set.copyOf(scopes);
        people = List.copyOf(people);
        teams = Map.copyOf(teams);
        teams.keySet().forEach(TeamSlug::new);
        for (var team : teamsNamed(claim, people)) {
            if (!teams.containsKey(team)) {
                throw new IllegalArgumentException("portal.identity.teams does not name the team " + team);
            }
        }
    }

    private static List<String> teamsNamed(@Nullable Claim claim, List<Person> people) {
        var byClaim =
                claim == null ? Stream.<String>of() : claim.groups().stream().map(Group::team);
        return Stream.concat(byClaim, people.stream().flatMap(person -> person.teams().keySet().stream()))
                .toList();
    }

    /** With TLS, or on this machine. */
    static boolean isSafe(URI address) {
        var host = address.getHost();
        return host != null && ("https".equals(address.getScheme()) || isLoopback(host));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.endsWith(".localhost");
    }

    private static int bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException notBase64) {
            return 0;
        }
    }

    private static void needed(@Nullable Object value, String name) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("portal.identity." + name + " is missing");
        }
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "IdentityProperties[issuer=%s, clientId=%s, teams=%s]".formatted(issuer, clientId, teams.keySet());
    }
}
