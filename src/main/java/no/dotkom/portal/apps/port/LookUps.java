package no.dotkom.portal.apps.port;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;
import org.jspecify.annotations.Nullable;

/** What a form field and the rollout's image step ask of registries; answers within 3 s or says it has none. */
public interface LookUps {
    /** What a registry says of an image. */
    sealed interface ImageAnswer {
        /**
         * It exists.
         *
         * @param digest what the tag stands for now
         * @param architectures empty when the registry does not say
         * @param bytes compressed size, 0 when unknown
         */
        record Found(
                String digest,
                Set<Architecture> architectures,
                long bytes,
                @Nullable Instant pushedAt) implements ImageAnswer {
            public Found {
                architectures = Set.copyOf(architectures);
            }
        }

        record Missing(String said) implements ImageAnswer {}

        record Forbidden(String said) implements ImageAnswer {}

        record Unanswered(String said) implements ImageAnswer {}
    }

    ImageAnswer image(ImageRef image);

    /**
     * A tag that a registry lists.
     *
     * @param architectures empty when the registry does not say
     * @param expires a rule of the repository will delete it when more are pushed, or when it grows older
     */
    record Tagged(
            ImageRef image,
            long bytes,
            Set<Architecture> architectures,
            @Nullable Instant pushedAt,
            boolean expires) {
        public Tagged {
            architectures = Set.copyOf(architectures);
        }
    }

    /** The newest tags of the image's repository, the last pushed first; empty when the registry does not tell. */
    List<Tagged> newest(ImageRef image, int most);
}
