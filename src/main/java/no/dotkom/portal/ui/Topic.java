package no.dotkom.portal.ui;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a change is about: {@code apps}, or {@code env:<id>}. Ids only, never values: it travels through PostgreSQL's
 * NOTIFY and through addresses.
 */
public record Topic(String text) {
    private static final Pattern GRAMMAR = Pattern.compile("[a-z]{1,20}(:[a-zA-Z0-9-]{1,64})?");

    public Topic {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a topic");
        }
    }

    public static Topic of(String kind) {
        return new Topic(kind);
    }

    public static Topic of(String kind, Object id) {
        return new Topic(kind + ":" + id);
    }

    public static Optional<Topic> parse(String text) {
        return GRAMMAR.matcher(text).matches() ? Optional.of(new Topic(text)) : Optional.empty();
    }

    /** What comes before the colon. */
    public String kind() {
        var colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    /** What comes after the colon, or an empty text. */
    public String id() {
        var colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(colon + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
