package no.dotkom.portal.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;

/** The language of a page: the reader's choice, then the browser's first known one, then English. */
final class BrowserLocale implements LocaleResolver {
    private static final Set<String> NORWEGIAN = Set.of("nb", "no", "nn");
    private final PreferencesCookie cookie;

    BrowserLocale(PreferencesCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return cookie.read(request).language().or(fromBrowser(request));
    }

    private static Locale fromBrowser(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.ENGLISH;
        }
        for (var wanted : Collections.list(request.getLocales())) {
            if (NORWEGIAN.contains(wanted.getLanguage())) {
                return Preferences.Language.NB;
            }
            if (wanted.getLanguage().equals("en")) {
                return Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is a preference");
    }
}
