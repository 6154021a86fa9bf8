package no.dotkom.portal.diagnose;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import no.dotkom.portal.ui.Assets;
import no.dotkom.portal.ui.Catalogue;
import no.dotkom.portal.ui.Words;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.json.JsonMapper;

/** Diagnoses in the words of a reader; it is always 12:03 on 27 November 2026. */
final class Told {
    static final Locale ENGLISH = Locale.ENGLISH;
    static final Locale NORWEGIAN = Locale.of("nb");
    private static final Catalogue CATALOGUE = catalogue();

    private Told() {}

    private static Catalogue catalogue() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/ui", "messages/problem");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var clock = Clock.fixed(Instant.parse("2026-11-27T11:03:00Z"), ZoneOffset.UTC);
        return new Catalogue(messages, new Assets(new JsonMapper()), clock);
    }

    static Words words(Locale locale) {
        return CATALOGUE.words(locale, ZoneId.of("Europe/Oslo"));
    }

    static String sentence(Diagnosis diagnosis) {
        return words(ENGLISH).problem(diagnosis.problem());
    }

    static String norwegian(Diagnosis diagnosis) {
        return words(NORWEGIAN).problem(diagnosis.problem());
    }

    static String action(Diagnosis diagnosis, Locale locale) {
        return words(locale).action(diagnosis.problem());
    }
}
