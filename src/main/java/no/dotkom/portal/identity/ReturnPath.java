package no.dotkom.portal.identity;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to go after signing in: a path of ours that was asked for with GET, or the first page. Whatever could be another
 * host's address, or would be a page of the sign-in itself, is the first page.
 */
public record ReturnPath(String value) {
    /** One slash, then neither slash nor backslash; printable ASCII without backslashes; at most 512 characters. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,511}");

    private static final Pattern NOT_A_PAGE = Pattern.compile("/(login|logout|events|error|palette)([/?#].*)?");

    /** After the patterns, which check it. */
    public static final ReturnPath HOME = new ReturnPath("/");

    public ReturnPath {
        if (!OURS.matcher(value).matches() || NOT_A_PAGE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a page of ours");
        }
    }

    public static ReturnPath of(@Nullable String asked) {
        return asked == null
                        || !OURS.matcher(asked).matches()
                        || NOT_A_PAGE.matcher(asked).matches()
                ? HOME
                : new ReturnPath(asked);
    }

    /** The path of a page's whole address, as htmx sends it. */
    static ReturnPath ofAddress(@Nullable String address, PublicAddress portal) {
        if (address == null || !address.startsWith(portal.origin() + "/")) {
            return HOME;
        }
        try {
            var uri = URI.create(address);
            return of(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (IllegalArgumentException notAnAddress) {
            return HOME;
        }
    }
}
