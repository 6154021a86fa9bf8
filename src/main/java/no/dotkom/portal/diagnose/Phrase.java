package no.dotkom.portal.diagnose;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text made comparable once: lower case, one kind of quote and dash, single blanks, no control characters, no old
 * Docker prefix, no last full stop. Of a very long text the beginning and the end are kept.
 *
 * @param raw as it was said, cut
 */
record Phrase(String raw, String text) {
    /** More than this no text of AWS has (it cuts at 1,024); of a log the end tells most. */
    private static final int HALF = 8_000;

    /** "API error (500)" is what old agents wrote before every error of Docker: no answer of a registry. */
    private static final Pattern API_ERROR = Pattern.compile("api error \\(\\d{3}\\):? ?");

    /** Where an event names a thing, in brackets or, as it did once, without: whoever reads words reads none of these. */
    private static final Pattern NAMED = Pattern.compile(
            "\\((service|target-group|elb|instance|container-instance|task|task ?set|deployment) [^()]{1,400}\\)"
                    + "|\\b(in target-group|closest matching container-instance) [^ ]{1,400}"
                    + "|^(?:error: )?(service) (?!deployment )[^ ]{1,300}(?= )");

    static Phrase of(String said) {
        var raw = said.length() <= 2 * HALF
                ? said
                : said.substring(0, HALF) + "\n" + said.substring(said.length() - HALF);
        var plain = plain(raw);
        return new Phrase(raw, API_ERROR.matcher(plain).replaceAll(""));
    }

    static String plain(String raw) {
        var out = new StringBuilder(raw.length());
        for (var i = 0; i < raw.length(); i++) {
            var c = alike(raw.charAt(i));
            var blank = c == ' ';
            if (c != 0 && !(blank && (out.isEmpty() || out.charAt(out.length() - 1) == ' '))) {
                out.append(c);
            }
        }
        var end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '.')) {
            end--;
        }
        return out.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** 0 for what is dropped. */
    private static char alike(char c) {
        if ("\"`´‘’‚‛“”„‟′″".indexOf(c) >= 0) {
            return '\'';
        }
        if ("‐‑‒–—−".indexOf(c) >= 0) {
            return '-';
        }
        // Quotes within quotes come with ever more backslashes.
        if (c == '\\' || Character.getType(c) == Character.FORMAT) {
            return 0;
        }
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) ? ' ' : c;
    }

    /** With its lines and its capitals, for names that stand in it; else alike. */
    String readable() {
        return readable(raw);
    }

    static String readable(String raw) {
        var out = new StringBuilder(raw.length());
        for (var i = 0; i < raw.length(); i++) {
            var line = raw.charAt(i) == '\n';
            var c = line ? '\n' : alike(raw.charAt(i));
            var again = c == ' ' && !out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1));
            if (c != 0 && !again) {
                out.append(c);
            }
        }
        return out.toString();
    }

    boolean empty() {
        return text.isEmpty();
    }

    /** One of these stands in it. */
    boolean has(String... parts) {
        return Arrays.stream(parts).anyMatch(text::contains);
    }

    boolean hasAll(String... parts) {
        return Arrays.stream(parts).allMatch(text::contains);
    }

    /** Where the last of these stands, or -1. */
    int last(String... parts) {
        return Arrays.stream(parts).mapToInt(text::lastIndexOf).max().orElse(-1);
    }

    /** One of these stands by itself: not the 403 within a digest, not the ENOTFOUND of ModuleNotFoundError. */
    boolean word(String... words) {
        return Arrays.stream(words).anyMatch(this::alone);
    }

    private boolean alone(String word) {
        for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            var end = at + word.length();
            var before = at == 0 || !partOfAName(text.charAt(at - 1));
            if (before && (end == text.length() || !partOfAName(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean partOfAName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '/';
    }

    /** Without the names that people gave to what an event is about: an app may be called {@code quota}. */
    Phrase nameless() {
        return new Phrase(
                raw,
                NAMED.matcher(text)
                        .replaceAll(found -> found.group(1) != null
                                ? "(" + found.group(1) + ")"
                                : found.group(2) != null ? found.group(2) : found.group(3)));
    }

    Phrase without(String part) {
        return new Phrase(raw, text.replace(part, ""));
    }

    Phrase without(Pattern part) {
        return new Phrase(raw, part.matcher(text).replaceAll(""));
    }
}
