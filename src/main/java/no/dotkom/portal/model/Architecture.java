package no.dotkom.portal.model;

/** What an image is built for and a node is made of, in the words of image manifests. */
public enum Architecture {
    AMD64,
    ARM64;

    /** {@code amd64}, {@code arm64}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
