package no.dotkom.portal.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The four people of the local world (design.md §5). */
public enum LocalPerson {
    /** Developer of one team. */
    KARI("Kari Nilsen", List.of("webkom")),
    /** Developer of another. */
    OLA("Ola Moen", List.of("appkom")),
    /** Administers the platform. */
    ADA("Ada Vik", List.of("dotkom", "platform-admins")),
    /** Signed in, member of nothing. */
    PER("Per Lie", List.of("chess-club"));

    private final String fullName;
    private final List<String> groups;

    LocalPerson(String fullName, List<String> groups) {
        this.fullName = fullName;
        this.groups = groups;
    }

    public String subject() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String fullName() {
        return fullName;
    }

    public List<String> groups() {
        return groups;
    }

    /** What the identity provider puts into this person's tokens. */
    public Map<String, Object> claims() {
        return Map.of("name", fullName, "email", subject() + "@example.org", "groups", groups);
    }
}
