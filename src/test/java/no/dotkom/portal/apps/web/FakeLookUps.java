package no.dotkom.portal.apps.web;

import java.time.Instant;
import java.util.Set;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;

/** A registry that answers by the tag it is asked for; any other tag exists for both architectures. */
final class FakeLookUps implements LookUps {
    static final String DIGEST = "sha256:" + "9f".repeat(32);

    @Override
    public ImageAnswer image(ImageRef image) {
        return switch (String.valueOf(image.tag())) {
            case "gone" -> new ImageAnswer.Missing("manifest unknown");
            case "secret" -> new ImageAnswer.Forbidden("denied");
            case "slow" -> new ImageAnswer.Unanswered("3 s");
            case "arm" -> found(Architecture.ARM64);
            default -> found(Architecture.AMD64, Architecture.ARM64);
        };
    }

    private static ImageAnswer found(Architecture... architectures) {
        var pushed = Instant.now().minusSeconds(7_260);
        return new ImageAnswer.Found(DIGEST, Set.of(architectures), 182_000_000, pushed);
    }
}
