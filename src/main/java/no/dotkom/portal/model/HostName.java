package no.dotkom.portal.model;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host name in its one normal form: ASCII, lower case, no trailing dot, at least two labels, letters only after the
 * last dot. At most 128 characters, which is what a listener rule takes (aws-facts §3).
 */
public record HostName(String value) implements Comparable<HostName> {
    private static final Pattern GRAMMAR =
            Pattern.compile("(?=.{3,128}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    public HostName {
        Check.that(GRAMMAR.matcher(value).matches(), "A host name is lower-case labels with dots between");
    }

    /**
     * Normalises what a member typed: case, one trailing dot, full-width forms and IDNA are folded; everything else
     * (ports, paths, wildcards, addresses, user info, invisible characters) is refused rather than repaired.
     */
    public static Optional<HostName> parse(String typed) {
        var text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT)) {
            return Optional.empty();
        }
        try {
            var ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return GRAMMAR.matcher(ascii).matches() ? Optional.of(new HostName(ascii)) : Optional.empty();
        } catch (IllegalArgumentException notAHost) {
            return Optional.empty();
        }
    }

    /** True when this host lies below {@code zone} at a label boundary, or is its apex. */
    public boolean within(String zone) {
        return value.equals(zone) || value.endsWith("." + zone);
    }

    /** True when a wildcard {@code *.<zone>} matches: exactly one label more. */
    public boolean directlyBelow(String zone) {
        return value.endsWith("." + zone)
                && value.substring(0, value.length() - zone.length() - 1).indexOf('.') < 0;
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
