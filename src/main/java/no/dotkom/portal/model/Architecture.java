package no.dotkom.portal.model;

import java.util.Arrays;
import java.util.Optional;

/** What an image is built for and a node is made of, in the words of image manifests. */
public enum Architecture {
    AMD64,
    ARM64;

    /** Of its word, in capitals or not. */
    public static Optional<Architecture> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** {@code amd64}, {@code arm64}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
