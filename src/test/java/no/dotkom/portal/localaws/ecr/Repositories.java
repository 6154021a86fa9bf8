package no.dotkom.portal.localaws.ecr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.Images.Image;

/**
 * The simulated images: {@code demo/<kind>}, each with every tag there can be, but for tags that begin with {@code
 * gone}. A digest is made of repository, tag and how often the tag was pushed; it is found again once it was handed out.
 */
final class Repositories {
    static final List<String> KINDS = List.of(
            "healthy", "slow", "crashes", "oom", "wrongport", "nohealth", "arm64", "needsenv", "chatty", "worker");

    /** The tags that a listing shows, newest first. */
    static final List<String> TAGS =
            List.of("1.4.0", "1.3.2", "1.3.1", "1.3.0", "1.2.1", "1.2.0", "1.1.0", "1.0.1", "1.0.0", "latest");

    private static final String TAG = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";

    private final Map<String, Integer> pushes = new HashMap<>();
    private final Map<String, Image> byDigest = new HashMap<>();

    static Stream<String> names() {
        return KINDS.stream().map(kind -> "demo/" + kind);
    }

    static boolean exists(String repository) {
        return names().anyMatch(repository::equals);
    }

    Optional<Image> tagged(String repository, String tag) {
        if (!exists(repository) || !tag.matches(TAG) || tag.startsWith("gone")) {
            return Optional.empty();
        }
        var push = pushes.getOrDefault(repository + ":" + tag, 1);
        var image = new Image(
                repository,
                tag,
                digest(repository + ":" + tag + "#" + push),
                architectures(repository),
                40_000_000L + Math.floorMod((repository + tag).hashCode(), 60_000_000));
        byDigest.put(repository + "@" + image.digest(), image);
        return Optional.of(image);
    }

    Optional<Image> digested(String repository, String digest) {
        TAGS.forEach(tag -> tagged(repository, tag));
        return Optional.ofNullable(byDigest.get(repository + "@" + digest));
    }

    /** All images of the repository that anybody has asked for. */
    Stream<Image> all(String repository) {
        return List.copyOf(byDigest.values()).stream()
                .filter(image -> image.repository().equals(repository));
    }

    /** The tag now names another image; the old one stays under its digest. */
    void push(String repository, String tag) {
        tagged(repository, tag);
        pushes.merge(repository + ":" + tag, 2, (old, two) -> old + 1);
    }

    private static Set<String> architectures(String repository) {
        return repository.equals("demo/arm64") ? Set.of("arm64") : Set.of("amd64", "arm64");
    }

    static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
