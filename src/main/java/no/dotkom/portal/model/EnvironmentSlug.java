package no.dotkom.portal.model;

import java.util.regex.Pattern;

/**
 * The short name of an environment within its application ({@code staging}, {@code production}): 2 to 16 of a–z and
 * 0–9, beginning with a letter. No hyphen, so that {@code <app>-<environment>} can name only one.
 */
public record EnvironmentSlug(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9]{1,15}");
    public static final EnvironmentSlug STAGING = new EnvironmentSlug("staging");
    public static final EnvironmentSlug PRODUCTION = new EnvironmentSlug("production");

    public EnvironmentSlug {
        Check.that(isValid(value), "An environment name is 2 to 16 characters: a–z and 0–9");
    }

    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
