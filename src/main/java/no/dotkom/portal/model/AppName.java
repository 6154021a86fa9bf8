package no.dotkom.portal.model;

import java.util.regex.Pattern;

/**
 * The name of an application: a DNS label of 3 to 24 characters, a–z, 0–9 and single hyphens, beginning with a letter.
 * 24, so that {@code <app>-<environment>} stays within what target groups and tags allow.
 */
public record AppName(String value) implements Comparable<AppName> {
    private static final Pattern GRAMMAR = Pattern.compile("(?=.{3,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public AppName {
        Check.that(isValid(value), "An application name is 3 to 24 characters: a–z, 0–9 and hyphens");
    }

    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public int compareTo(AppName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
