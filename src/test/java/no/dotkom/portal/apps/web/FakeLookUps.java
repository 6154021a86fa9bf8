package no.dotkom.portal.apps.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;

/** A registry that answers by the tag it is asked for; any other tag exists for both architectures. */
final class FakeLookUps implements LookUps {
    static final String DIGEST = "sha256:" + "9f".repeat(32);
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /** From now on nobody finds a tag of this name. */
    void delete(String tag) {
        deleted.add(tag);
    }

    @Override
    public ImageAnswer image(ImageRef image) {
        if (deleted.contains(image.tag())) {
            return new ImageAnswer.Missing("manifest unknown");
        }
        return switch (String.valueOf(image.tag())) {
            case "gone" -> new ImageAnswer.Missing("manifest unknown");
            case "secret" -> new ImageAnswer.Forbidden("denied");
            case "slow" -> new ImageAnswer.Unanswered("3 s");
            case "arm" -> found(Architecture.ARM64);
            default -> found(Architecture.AMD64, Architecture.ARM64);
        };
    }

    @Override
    public List<Tagged> newest(ImageRef image, int most) {
        return image.repository().contains("silent")
                ? List.of()
                : Stream.of("2.0", "1.9-rc")
                        .map(tag -> new Tagged(
                                new ImageRef(image.registry(), image.repository(), tag, null),
                                182_000_000,
                                Set.of(Architecture.ARM64),
                                Instant.now().minusSeconds(7_260),
                                tag.endsWith("-rc")))
                        .toList();
    }

    private static ImageAnswer found(Architecture... architectures) {
        var pushed = Instant.now().minusSeconds(7_260);
        return new ImageAnswer.Found(DIGEST, Set.of(architectures), 182_000_000, pushed);
    }
}
