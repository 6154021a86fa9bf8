package no.dotkom.portal.ui;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** How one reader wants pages to be; kept in a cookie, so that the first byte is already right. */
public record Preferences(Theme theme, Language language, Zone zone, boolean singleKeys) {
    public static final Preferences DEFAULT = new Preferences(Theme.SYSTEM, Language.BROWSER, Zone.OSLO, true);

    /** Light, dark, or what the system says. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /** A chosen language, or the browser's. */
    public enum Language {
        BROWSER,
        ENGLISH,
        BOKMAL;

        static final Locale NB = Locale.forLanguageTag("nb");

        /** The locale to use when the browser's own would be {@code browser}. */
        public Locale or(Locale browser) {
            return switch (this) {
                case BROWSER -> browser;
                case ENGLISH -> Locale.ENGLISH;
                case BOKMAL -> NB;
            };
        }
    }

    /** The time zone of every clock on a page. */
    public enum Zone {
        OSLO(ZoneId.of("Europe/Oslo")),
        UTC(ZoneOffset.UTC);

        private final ZoneId id;

        Zone(ZoneId id) {
            this.id = id;
        }

        public ZoneId id() {
            return id;
        }
    }
}
