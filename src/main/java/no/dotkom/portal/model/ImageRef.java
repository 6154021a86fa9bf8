package no.dotkom.portal.model;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One image by the reference grammar of the distribution specification, narrowed: the registry is a host name with an
 * optional port and always present, the tag or the digest (or both) is named. No user info, no upper case in paths.
 *
 * @param registry host, e.g. {@code 123456789012.dkr.ecr.eu-north-1.amazonaws.com}
 * @param repository path below the registry, e.g. {@code grades/prd/web}
 * @param tag what the member asked for; absent only when a digest is named
 * @param digest {@code sha256:…}; present once the loop has resolved the tag: what runs is the digest
 */
public record ImageRef(
        String registry,
        String repository,
        @Nullable String tag,
        @Nullable String digest) {
    private static final Pattern REGISTRY = Pattern.compile(
            "(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[0-9]{1,5})?|localhost(:[0-9]{1,5})?");
    private static final Pattern REPOSITORY =
            Pattern.compile("(?=.{1,200}$)[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    public ImageRef {
        Check.that(REGISTRY.matcher(registry).matches(), "The registry of an image is a host name");
        Check.that(REPOSITORY.matcher(repository).matches(), "The repository of an image is lower-case path names");
        Check.that(tag == null || TAG.matcher(tag).matches(), "A tag is 1 to 128 of A–Z, a–z, 0–9, _, . and -");
        Check.that(digest == null || DIGEST.matcher(digest).matches(), "A digest is sha256: and 64 hexadecimal digits");
        Check.that(tag != null || digest != null, "An image needs a tag or a digest");
    }

    /**
     * Reads what a member typed. Where it names no host, {@code defaultRegistry} is meant; where it names neither tag
     * nor digest, {@code latest} is. Empty when it is no image reference.
     */
    public static Optional<ImageRef> parse(String text, String defaultRegistry) {
        var rest = text.strip();
        String digest = null;
        var at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
        }
        var slash = rest.indexOf('/');
        var first = slash < 0 ? "" : rest.substring(0, slash);
        var hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        var registry = hasHost ? first : defaultRegistry;
        var path = hasHost ? rest.substring(slash + 1) : rest;
        var colon = path.lastIndexOf(':');
        var tag = colon >= 0 ? path.substring(colon + 1) : digest == null ? "latest" : null;
        var repository = colon >= 0 ? path.substring(0, colon) : path;
        try {
            return Optional.of(new ImageRef(registry, repository, tag, digest));
        } catch (IllegalArgumentException notAnImage) {
            return Optional.empty();
        }
    }

    /** True once the tag was resolved: only such an image is put into a task definition. */
    public boolean pinned() {
        return digest != null;
    }

    public ImageRef pinnedTo(String newDigest) {
        return new ImageRef(registry, repository, tag, newDigest);
    }

    public ImageRef unpinned() {
        return tag == null ? this : new ImageRef(registry, repository, tag, null);
    }

    /** {@code registry/repository@sha256:…}: what the task definition names. Needs {@link #pinned()}. */
    public String pullReference() {
        Check.that(digest != null, "An image is pulled by its digest");
        return registry + "/" + repository + "@" + digest;
    }

    /** What a task definition names: the digest once it is known, until then all that was asked. */
    public String pulled() {
        return pinned() ? pullReference() : reference();
    }

    /** All that was asked: {@code registry/repository:tag@sha256:…}, without the parts that are not named. */
    public String reference() {
        return toString() + (tag == null || digest == null ? "" : "@" + digest);
    }

    /** {@code repository:tag}, or {@code repository@sha256:…} without a tag: how members read it. */
    public String shortName() {
        return tag == null ? repository + "@" + digest : repository + ":" + tag;
    }

    /** {@code registry/repository:tag}, as a member would type it. */
    @Override
    public String toString() {
        return registry + "/" + shortName();
    }
}
