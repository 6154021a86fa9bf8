package no.dotkom.portal.model;

import java.util.UUID;

/** The immutable id of an environment; the value of the tag {@code portal:environment}, by which we own resources. */
public record EnvironmentId(UUID value) {
    public static EnvironmentId parse(String text) {
        return new EnvironmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
