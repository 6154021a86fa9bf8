package no.dotkom.portal.localaws.ecs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The token names the last item given, so that items which come and go before it move nothing.
 *
 * @param next absent on the last page, never empty
 */
record Pages<T>(List<T> items, @Nullable String next) {
    /** A page after {@code token}, of at most {@code wanted} (1 to {@code most}, by default {@code usual}) items. */
    static <T> Pages<T> of(
            List<T> all,
            Function<T, String> key,
            @Nullable String token,
            @Nullable Integer wanted,
            int usual,
            int most) {
        var size = wanted == null ? usual : wanted;
        if (size < 1 || size > most) {
            throw Refused.invalid("maxResults must be between 1 and %d.", most);
        }
        var from = token == null ? 0 : indexAfter(all, key, token);
        var to = Math.min(all.size(), from + size);
        var page = List.copyOf(all.subList(from, to));
        return new Pages<>(page, to < all.size() ? encode(to + "|" + key.apply(all.get(to - 1))) : null);
    }

    private static <T> int indexAfter(List<T> all, Function<T, String> key, String token) {
        var parts = decode(token).split("\\|", 2);
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(parts[1])) {
                return i + 1;
            }
        }
        return Math.min(all.size(), Integer.parseInt(parts[0]));
    }

    private static String encode(String position) {
        return Base64.getUrlEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("\\d{1,9}\\|.+")) {
                return text;
            }
            throw Refused.invalid("Invalid token.");
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("Invalid token.");
        }
    }
}
