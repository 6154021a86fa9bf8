package no.dotkom.portal.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An application's environment by name; derives the AWS names of design.md decision 8 from it. */
public record EnvironmentName(AppName app, EnvironmentSlug slug) {
    /** Target group names hold at most 32 characters (aws-facts §3). */
    private static final int TARGET_GROUP_LENGTH = 32;

    private static final int HASH_LENGTH = 6;

    /** {@code <app>-<environment>}: service, family and container. */
    public String full() {
        return app + "-" + slug;
    }

    public String logGroup() {
        return "/apps/" + full();
    }

    /** The full name, or its beginning and a hash of the whole where AWS allows only 32 characters. */
    public String targetGroup() {
        var full = full();
        if (full.length() <= TARGET_GROUP_LENGTH) {
            return full;
        }
        var head = full.substring(0, TARGET_GROUP_LENGTH - HASH_LENGTH - 1);
        return head.replaceAll("-+$", "") + "-" + hash(full);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return full();
    }
}
