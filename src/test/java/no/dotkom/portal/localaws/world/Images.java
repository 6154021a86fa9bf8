package no.dotkom.portal.localaws.world;

import java.util.Optional;
import java.util.Set;

/** The images that exist: ECR implements it, ECS asks when it starts a task. */
public interface Images {
    /**
     * One image.
     *
     * @param digest {@code sha256:} and 64 hexadecimal digits, the same for the same repository and tag until it is
     *     pushed again
     * @param architectures as in a manifest list: {@code amd64}, {@code arm64}
     * @param tag the tag it was pushed under; the workload answers with it
     */
    record Image(String repository, String tag, String digest, Set<String> architectures, long bytes) {}

    /** By {@code registry/repository:tag} or {@code registry/repository@sha256:…}; empty when it does not exist. */
    Optional<Image> find(String reference);
}
