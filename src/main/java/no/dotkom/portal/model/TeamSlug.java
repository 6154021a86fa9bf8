package no.dotkom.portal.model;

import java.util.regex.Pattern;

/** The id of a team as its membership source has it ({@code webkom}); compared exactly, never by prefix or case. */
public record TeamSlug(String value) implements Comparable<TeamSlug> {
    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public TeamSlug {
        Check.that(isValid(value), "A team is 1 to 40 characters: a–z, 0–9 and hyphens");
    }

    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public int compareTo(TeamSlug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
