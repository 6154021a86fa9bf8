package no.dotkom.portal.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import no.dotkom.portal.identity.PublicAddress;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Reads and writes {@link Preferences} as one cookie: four words with dots between; anything else is the default. */
@Component
public class PreferencesCookie {
    private static final Duration KEPT = Duration.ofDays(365);
    private final PublicAddress address;

    public PreferencesCookie(PublicAddress address) {
        this.address = address;
    }

    public Preferences read(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, name());
        return cookie == null ? Preferences.DEFAULT : parse(cookie.getValue()).orElse(Preferences.DEFAULT);
    }

    public ResponseCookie write(Preferences preferences) {
        return ResponseCookie.from(name(), format(preferences))
                .path("/")
                .secure(address.secure())
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(KEPT)
                .build();
    }

    private String name() {
        return address.cookieName("preferences");
    }

    private static String format(Preferences of) {
        return String.join(
                ".", word(of.theme()), word(of.language()), word(of.zone()), of.singleKeys() ? "keys" : "nokeys");
    }

    private static Optional<Preferences> parse(String text) {
        var words = text.split("\\.", -1);
        if (words.length != 4) {
            return Optional.empty();
        }
        var theme = one(Preferences.Theme.class, words[0]);
        var language = one(Preferences.Language.class, words[1]);
        var zone = one(Preferences.Zone.class, words[2]);
        if (theme.isEmpty() || language.isEmpty() || zone.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Preferences(theme.get(), language.get(), zone.get(), !words[3].equals("nokeys")));
    }

    /** The value of an enumeration by its lower-case name, if it is one. */
    public static <E extends Enum<E>> Optional<E> one(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(word))
                .findFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
