package no.dotkom.portal.diagnose;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import no.dotkom.portal.model.Problem;
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

    /** Sentence and action in both languages. */
    static List<String> whole(Diagnosis diagnosis) {
        return List.of(
                sentence(diagnosis), norwegian(diagnosis), action(diagnosis, ENGLISH), action(diagnosis, NORWEGIAN));
    }

    /** Where the catalogue had neither a value nor a phrase for one: an ellipsis that nobody put in. */
    static List<String> gaps(Diagnosis diagnosis) {
        var plain = new HashMap<String, String>();
        diagnosis.problem().values().forEach((name, value) -> plain.put(name, value.replace("…", "")));
        var without = new Diagnosis(
                Problem.of(diagnosis.code(), plain).saying(diagnosis.problem().said()),
                diagnosis.pieces(),
                diagnosis.remedies());
        return whole(without).stream().filter(told -> told.contains("…")).toList();
    }

    static String action(Diagnosis diagnosis, Locale locale) {
        return words(locale).action(diagnosis.problem());
    }
}
