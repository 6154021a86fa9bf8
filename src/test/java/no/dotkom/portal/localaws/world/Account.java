package no.dotkom.portal.localaws.world;

import java.util.SplittableRandom;

/**
 * The account and region of the world, and the only source of its ids: seeded, so that a run is the same each time.
 *
 * @param id twelve digits
 * @param region an AWS region name
 * @param random the world's only randomness
 */
public record Account(String id, String region, SplittableRandom random) {
    public static Account seeded(long seed) {
        return new Account("123456789012", "eu-north-1", new SplittableRandom(seed));
    }

    /** {@code arn:aws:<service>:<region>:<account>:<resource>}. */
    public String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, id, resource);
    }

    /** {@code digits} lower-case hexadecimal digits, as AWS's ids are made of (17 after {@code i-}, 32 for a task). */
    public String hex(int digits) {
        var text = new StringBuilder();
        while (text.length() < digits) {
            text.append(Integer.toHexString(random.nextInt(16)));
        }
        return text.toString();
    }
}
