package no.dotkom.portal.localaws.ssm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * One parameter: all its versions, newest last, and its tags.
 *
 * @param versions by number, never empty
 */
record Stored(
        String arn,
        ParameterType type,
        ParameterTier tier,
        String description,
        SequencedMap<Long, Version> versions,
        Map<String, String> tags) {

    record Version(String value, Instant at) {}

    long latest() {
        return versions.lastEntry().getKey();
    }

    /** Without decryption a secret is what KMS made of it. */
    Parameter shown(String name, long number, boolean decrypted) {
        var version = versions.getOrDefault(number, versions.lastEntry().getValue());
        var hidden = type == ParameterType.SECURE_STRING && !decrypted;
        return Parameter.builder()
                .arn(arn)
                .name(name)
                .type(type)
                .dataType("text")
                .version(number)
                .lastModifiedDate(version.at())
                .value(hidden ? sealed(version.value()) : version.value())
                .build();
    }

    private static String sealed(String value) {
        var bytes = ("kms:" + Integer.toHexString(value.hashCode())).getBytes(StandardCharsets.UTF_8);
        return "AQICAHh" + Base64.getEncoder().encodeToString(bytes);
    }
}
