package no.dotkom.portal.apps.port;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import no.dotkom.portal.model.Architecture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the manifest of an image says of it (OCI image specification, and Docker's own before it).
 *
 * @param architectures empty of a single manifest: only an index names them
 * @param bytes compressed size; 0 of an index
 */
public record ImageManifest(Set<Architecture> architectures, long bytes) {
    /** Those of an index first: where there is one, it is what the tag stands for. */
    public static final List<String> MEDIA_TYPES = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ImageManifest {
        architectures = Set.copyOf(architectures);
    }

    /** @throws IllegalArgumentException when it is no JSON */
    public static ImageManifest read(String text) {
        try {
            var manifest = JSON.readTree(text);
            var architectures = EnumSet.noneOf(Architecture.class);
            for (var entry : manifest.path("manifests")) {
                Architecture.of(entry.path("platform").path("architecture").asString(""))
                        .ifPresent(architectures::add);
            }
            var bytes = manifest.path("config").path("size").asLong(0);
            for (var layer : manifest.path("layers")) {
                bytes += layer.path("size").asLong(0);
            }
            return new ImageManifest(architectures, bytes);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("The manifest is no JSON", unreadable);
        }
    }
}
