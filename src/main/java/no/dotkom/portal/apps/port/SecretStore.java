package no.dotkom.portal.apps.port;

import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;

/** Parameter Store, where the values of secrets go and from where only tasks read them. */
public interface SecretStore {
    /** What became of a value. */
    sealed interface Answer {
        /** @param version Parameter Store's own count of the parameter's values */
        record Stored(long version) implements Answer {}

        /** AWS did not take it; it may be tried again unless {@code why} says otherwise. */
        record NotStored(Problem why) implements Answer {}
    }

    /**
     * Stores {@code value}, over an earlier one of the same environment; a parameter of that name that is not this
     * environment's stays as it is.
     */
    Answer put(EnvironmentId environment, EnvironmentName of, String name, SecretValue value);
}
