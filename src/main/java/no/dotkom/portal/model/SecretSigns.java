package no.dotkom.portal.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What gives a variable away as a secret (security.md S14): its name, or its value. A guess, made before anything is
 * stored: whoever knows better says so.
 */
public final class SecretSigns {
    /** What was noticed first. */
    public enum Sign {
        /** Its name ends as names of secrets do. */
        NAME,
        /** An address with a password in it. */
        PASSWORD_IN_ADDRESS,
        /** A key in PEM, a JWT, or a token with the prefix of a known provider. */
        KNOWN_TOKEN,
        /** Long, and as good as random. */
        RANDOM
    }

    private static final Set<String> LAST_WORDS = Set.of(
            "TOKEN",
            "KEY",
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "PASS",
            "PWD",
            "SECRET",
            "SECRETS",
            "CREDENTIALS",
            "DSN",
            "APIKEY");

    /** Keys that are made to be shown. */
    private static final List<String> PUBLIC = List.of("PUBLIC_", "SITE_KEY", "PUBLIC_KEY", "PUBLISHABLE_KEY");

    private static final Pattern ADDRESS =
            Pattern.compile("(?s).*\\b[a-zA-Z][a-zA-Z0-9+.-]{1,30}://[^/\\s:@]*:[^/\\s@]+@.*");

    /** Our own, GitHub, GitLab, Slack, Stripe, AWS, Google, SendGrid, Doppler, npm; PEM; three parts of a JWT. */
    private static final Pattern KNOWN = Pattern.compile("(?s).*("
            + "-----BEGIN [A-Z ]*PRIVATE KEY-----"
            + "|\\b(dcs_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|[sr]k_(live|test)_|AKIA|ASIA|AIza|SG\\.|dp\\.(st|pt|ct)\\.|npm_)"
            + "[A-Za-z0-9_.-]{12,}"
            + "|\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}"
            + ").*");

    private static final Pattern WORDLESS = Pattern.compile("[A-Za-z0-9+/=_-]+");

    private static final Pattern HEX = Pattern.compile("(?i)(?=.*[0-9])(?=.*[a-f])[0-9a-f]{32,}");

    /** Names and addresses of resources, with their words and numbers, are in small letters. */
    private static final Pattern MIXED = Pattern.compile("(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z]).*");

    /** Shorter ones are as often names, tags or ids. */
    private static final int LONG = 24;

    /** Bits a character. English words in a row have 3.0 to 3.7; 24 random characters of base64 have 4.1 or more. */
    private static final double RANDOM_BITS = 3.9;

    private SecretSigns() {}

    /** Empty when neither gives anything away; an empty value never does. */
    public static Optional<Sign> of(String name, String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        if (ADDRESS.matcher(value).matches()) {
            return Optional.of(Sign.PASSWORD_IN_ADDRESS);
        }
        if (KNOWN.matcher(value).matches()) {
            return Optional.of(Sign.KNOWN_TOKEN);
        }
        if (PUBLIC.stream().anyMatch(name::contains)) {
            return Optional.empty();
        }
        if (isNamedSo(name) && !isAddress(value) && !value.matches("true|false|[0-9]{1,4}")) {
            return Optional.of(Sign.NAME);
        }
        return isRandom(value) ? Optional.of(Sign.RANDOM) : Optional.empty();
    }

    private static boolean isNamedSo(String name) {
        return LAST_WORDS.contains(name.substring(name.lastIndexOf('_') + 1));
    }

    /** One without a password: where tokens are fetched, say. */
    private static boolean isAddress(String value) {
        return value.startsWith("https://") || value.startsWith("http://") || value.startsWith("/");
    }

    private static boolean isRandom(String value) {
        return value.length() >= LONG
                && WORDLESS.matcher(value).matches()
                && (HEX.matcher(value).matches() || MIXED.matcher(value).matches() && bits(value) >= RANDOM_BITS);
    }

    /** Shannon's entropy of its characters. */
    private static double bits(String value) {
        return value.chars()
                .distinct()
                .mapToDouble(
                        c -> (double) value.chars().filter(other -> other == c).count() / value.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
