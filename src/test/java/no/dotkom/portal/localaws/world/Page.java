package no.dotkom.portal.localaws.world;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the token of the next page; null at the end, never empty (clients loop for ever on an empty one)
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * @param token of an earlier page, or null for the first
     * @param asked the page size that the caller wants, or null
     * @param most the most that the operation gives, which is also what it gives unasked
     * @param badToken thrown for a token that is none of ours
     */
    public static <T> Page<T> of(
            List<T> all,
            @Nullable String token,
            @Nullable Integer asked,
            int most,
            Supplier<? extends RuntimeException> badToken) {
        var from = token == null || token.isEmpty() ? 0 : offset(token, badToken);
        var size = asked == null ? most : Math.min(asked, most);
        var to = Math.min(from + size, all.size());
        return new Page<>(all.subList(Math.min(from, to), to), to < all.size() ? token(to) : null);
    }

    private static String token(int offset) {
        return Base64.getEncoder().encodeToString(("next:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String token, Supplier<? extends RuntimeException> badToken) {
        try {
            var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return text.startsWith("next:") ? Integer.parseUnsignedInt(text.substring(5)) : refuse(badToken);
        } catch (IllegalArgumentException e) {
            throw badToken.get();
        }
    }

    private static int refuse(Supplier<? extends RuntimeException> badToken) {
        throw badToken.get();
    }
}
