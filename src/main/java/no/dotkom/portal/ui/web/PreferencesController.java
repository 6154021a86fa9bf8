package no.dotkom.portal.ui.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.dotkom.portal.ui.Catalogue;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Preferences;
import no.dotkom.portal.ui.PreferencesCookie;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Theme, language, time zone, single keys. */
@Controller
class PreferencesController {
    /** One question of the form. */
    record Question(
            String name,
            String label,
            String value,
            Map<String, String> options,
            @Nullable String hint) {}

    private final PreferencesCookie cookie;
    private final Catalogue catalogue;

    PreferencesController(PreferencesCookie cookie, Catalogue catalogue) {
        this.cookie = cookie;
        this.catalogue = catalogue;
    }

    @GetMapping("/preferences")
    String preferences(Preferences now, Words words, Model to) {
        to.addAttribute(
                "questions",
                List.of(
                        question(words, "theme", now.theme()),
                        question(words, "language", now.language()),
                        question(words, "zone", now.zone()),
                        keys(words, now.singleKeys())));
        return "ui/preferences";
    }

    @PostMapping("/preferences")
    ModelAndView save(
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "on") String keys,
            HtmxRequest htmx,
            Locale locale,
            HttpServletResponse response) {
        var wanted = new Preferences(
                PreferencesCookie.one(Preferences.Theme.class, theme).orElse(Preferences.Theme.SYSTEM),
                PreferencesCookie.one(Preferences.Language.class, language).orElse(Preferences.Language.BROWSER),
                PreferencesCookie.one(Preferences.Zone.class, zone).orElse(Preferences.Zone.OSLO),
                !keys.equals("off"));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.write(wanted).toString());
        var inTheirWords =
                catalogue.words(wanted.language().or(locale), wanted.zone().id());
        return htmx.seeOther("/preferences", inTheirWords.message("ui.preferences.saved"));
    }

    private static <E extends Enum<E>> Question question(Words words, String name, E now) {
        var options = new LinkedHashMap<String, String>();
        for (var value : now.getDeclaringClass().getEnumConstants()) {
            options.put(word(value), words.message("ui.preferences." + name + "." + word(value)));
        }
        return new Question(name, words.message("ui.preferences." + name), word(now), options, null);
    }

    private static Question keys(Words words, boolean on) {
        var options = new LinkedHashMap<String, String>();
        options.put("on", words.message("ui.preferences.keys.on"));
        options.put("off", words.message("ui.preferences.keys.off"));
        return new Question(
                "keys",
                words.message("ui.preferences.keys"),
                on ? "on" : "off",
                options,
                words.message("ui.preferences.keys.hint"));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
