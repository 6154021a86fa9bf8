package no.dotkom.portal.localaws.ssm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * One parameter: all its versions, newest last, and its tags.
 *
 * @param keyId the KMS key of a secret; null for what is none
 * @param versions by number, never empty: the newest 100, as Parameter Store keeps them
 */
record Stored(
        String arn,
        ParameterType type,
        ParameterTier tier,
        @Nullable String keyId,
        String description,
        SequencedMap<Long, Version> versions,
        Map<String, String> tags) {

    private static final int KEPT = 100;

    record Version(String value, Instant at) {}

    void put(long number, Version version) {
        versions.put(number, version);
        if (versions.size() > KEPT) {
            versions.pollFirstEntry();
        }
    }

    String newest() {
        return versions.lastEntry().getValue().value();
    }

    long latest() {
        return versions.lastEntry().getKey();
    }

    /** Without decryption a secret is what KMS made of it. */
    Parameter shown(String name, long number, boolean decrypted) {
        var version = versions.getOrDefault(number, versions.lastEntry().getValue());
        return Parameter.builder()
                .arn(arn)
                .name(name)
                .type(type)
                .dataType("text")
                .version(number)
                .lastModifiedDate(version.at())
                .value(type == ParameterType.SECURE_STRING && !decrypted ? sealed(number) : version.value())
                .build();
    }

    /** Looks as KMS's ciphertext does, is another for each version, and has nothing of the value in it. */
    private String sealed(long number) {
        return "AQICAHh" + Base64.getEncoder().encodeToString(digest(arn + ":" + number));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
