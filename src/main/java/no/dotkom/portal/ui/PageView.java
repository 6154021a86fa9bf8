package no.dotkom.portal.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import no.dotkom.portal.identity.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What layout and furniture need of one request; every template finds it as {@code page}. */
public final class PageView {
    private final HttpServletRequest request;
    private final Preferences preferences;
    private final @Nullable Member member;
    private final String position;
    private final Instant now;
    private final Function<Member, Rail> rails;
    private @Nullable Rail rail;

    PageView(
            HttpServletRequest request,
            Preferences preferences,
            @Nullable Member member,
            String position,
            Instant now,
            Function<Member, Rail> rails) {
        this.request = request;
        this.preferences = preferences;
        this.member = member;
        this.position = position;
        this.now = now;
        this.rails = rails;
    }

    /** For {@code <html lang>}. */
    public String getLang() {
        return RequestContextUtils.getLocale(request).getLanguage();
    }

    /** {@code light}, {@code dark}, or null for the system's. */
    public @Nullable String getTheme() {
        var theme = preferences.theme();
        return theme == Preferences.Theme.SYSTEM ? null : theme.name().toLowerCase(Locale.ROOT);
    }

    /** {@code off} where single keys are switched off, else null. */
    public @Nullable String getKeys() {
        return preferences.singleKeys() ? null : "off";
    }

    public Preferences getPreferences() {
        return preferences;
    }

    /** The path that was asked for, also where an error page answers. */
    public String getPath() {
        var forwarded = request.getAttribute("jakarta.servlet.error.request_uri");
        return forwarded instanceof String path ? path : request.getRequestURI();
    }

    public @Nullable Member getMember() {
        return member;
    }

    /** Up to two letters of the member's name. */
    public String getInitials() {
        if (member == null) {
            return "";
        }
        var letters = new StringBuilder();
        for (var part : member.name().strip().split("\\s+")) {
            if (!part.isEmpty() && letters.length() < 2) {
                letters.appendCodePoint(Character.toUpperCase(part.codePointAt(0)));
            }
        }
        return letters.toString();
    }

    /** The token that forms drawn by a stream are given by the script. */
    public String getToken() {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    /** Where in the changes this page was made: its stream goes on from there. */
    public String getPosition() {
        return position;
    }

    public Instant getNow() {
        return now;
    }

    public String getRequestId() {
        return RequestId.of(request);
    }

    public Rail getRail() {
        if (rail == null) {
            rail = member == null ? Rail.EMPTY : rails.apply(member);
        }
        return rail;
    }
}
