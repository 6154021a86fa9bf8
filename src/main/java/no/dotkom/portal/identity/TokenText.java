package no.dotkom.portal.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a token of the portal is spelled: {@code dcs_}, 256 bits of chance in 43 letters and digits, and six of a checksum.
 * Scanners for secrets know it by the prefix, and what was cut off or mistyped is known without a look at the database.
 */
final class TokenText {
    private static final String PREFIX = "dcs_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHANCE = 43;
    private static final int SUM = 6;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (CHANCE + SUM) + "}");

    private TokenText() {}

    static String make(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var text = PREFIX + spelled(new BigInteger(1, bytes), CHANCE);
        return text + sum(text);
    }

    /** False for what another kind of token is. */
    static boolean isOurs(String text) {
        return text.startsWith(PREFIX);
    }

    /** True when its checksum is right; that it was given out it does not say. */
    static boolean isWhole(String text) {
        return SHAPE.matcher(text).matches()
                && sum(text.substring(0, text.length() - SUM)).equals(text.substring(text.length() - SUM));
    }

    /** What is kept of it. There is no salt: what has 256 bits of chance is not guessed. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sum(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return spelled(BigInteger.valueOf(sum.getValue()), SUM);
    }

    private static String spelled(BigInteger number, int length) {
        var text = new StringBuilder();
        var base = BigInteger.valueOf(DIGITS.length());
        for (var left = number; text.length() < length; left = left.divide(base)) {
            text.append(DIGITS.charAt(left.mod(base).intValue()));
        }
        return text.reverse().toString();
    }
}
