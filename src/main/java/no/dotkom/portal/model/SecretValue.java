package no.dotkom.portal.model;

import java.nio.charset.StandardCharsets;

/**
 * A value that only Parameter Store may have, on its way there. It has no text of its own, so that no log, no error and
 * no JSON gets it; {@link #reveal} is for the one call that stores it.
 */
public final class SecretValue {
    /** Of a standard parameter, in bytes (Parameter Store quotas); a larger one is paid for each month. */
    public static final int MOST_BYTES = 4096;

    private final String value;

    private SecretValue(String value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException when it is empty, or longer than {@value #MOST_BYTES} bytes */
    public static SecretValue of(String value) {
        Check.that(!value.isEmpty(), "A secret has a value");
        Check.that(bytes(value) <= MOST_BYTES, "A secret is at most " + MOST_BYTES + " bytes");
        return new SecretValue(value);
    }

    public static int bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
