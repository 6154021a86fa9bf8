package no.dotkom.portal.localaws.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids of roles: a role of the same name that is made again has another one. */
final class RoleIds {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 17;

    private long made;

    /** Made of the name and a count, not of the world's randomness: so a role more leaves all other ids as they were. */
    String next(String accountId, String name) {
        var id = new StringBuilder("AROA");
        var digest = digest("%s/%s/%d".formatted(accountId, name, made++));
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(Byte.toUnsignedInt(digest[i]) % LETTERS.length()));
        }
        return id.toString();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
