package no.dotkom.portal.localaws.ecr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import no.dotkom.portal.localaws.world.Images.Image;

/** The documents behind a digest: a list of one manifest for each architecture, and those. */
final class Manifests {
    static final String LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String SINGLE = "application/vnd.docker.distribution.manifest.v2+json";

    /** A document, its media type and its digest. */
    record Manifest(String mediaType, String digest, String text) {}

    private Manifests() {}

    /** The list when the client accepts one or says nothing; else the manifest for amd64, or for what there is. */
    static Manifest of(Image image, List<String> accepted) {
        var single = !accepted.isEmpty() && !accepted.contains(LIST) && accepted.contains(SINGLE);
        return single ? single(image, preferred(image)) : list(image);
    }

    private static String preferred(Image image) {
        return image.architectures().contains("amd64")
                ? "amd64"
                : image.architectures().iterator().next();
    }

    private static Manifest list(Image image) {
        var members = image.architectures().stream()
                .sorted()
                .map(architecture -> member(single(image, architecture), architecture))
                .collect(Collectors.joining(","));
        var text = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}".formatted(LIST, members);
        return new Manifest(LIST, image.digest(), text);
    }

    private static String member(Manifest manifest, String architecture) {
        return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\",\"platform\":{\"architecture\":\"%s\",\"os\":\"linux\"}}"
                .formatted(SINGLE, manifest.text().length(), manifest.digest(), architecture);
    }

    /** The member of the list with that digest. */
    static Optional<Manifest> member(Image image, String digest) {
        return image.architectures().stream()
                .map(architecture -> single(image, architecture))
                .filter(manifest -> manifest.digest().equals(digest))
                .findFirst();
    }

    private static Manifest single(Image image, String architecture) {
        var config = Repositories.digest(image.digest() + architecture + "config");
        var layer = Repositories.digest(image.digest() + architecture + "layer");
        var text = ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":"
                        + "\"application/vnd.docker.container.image.v1+json\",\"size\":1500,\"digest\":\"%s\"},\"layers\":"
                        + "[{\"mediaType\":\"application/vnd.docker.image.rootfs.diff.tar.gzip\",\"size\":%d,\"digest\":\"%s\"}]}")
                .formatted(SINGLE, config, image.bytes(), layer);
        return new Manifest(SINGLE, Repositories.digest(text), text);
    }
}
