package no.dotkom.portal.plan;

import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;

/**
 * What was asked of an environment, with all that was allocated to it: the input of {@link Desires}.
 *
 * @param containerGeneration the version that last touched the container
 * @param cancelled true once a member cancelled this version
 * @param keepLogs for {@link Intent#REMOVE}: the log group stays
 * @param asFound how it was made before it was adopted, as far as that is kept
 * @param held its secrets, of this version and of others
 * @param restoring {@code generation} has failed, and all else is of the version that was live before it
 */
public record Wish(
        EnvironmentId environment,
        EnvironmentName name,
        Generation generation,
        Generation containerGeneration,
        Intent intent,
        EnvironmentSpec spec,
        Placement placement,
        boolean cancelled,
        boolean keepLogs,
        boolean restoring,
        AsFound asFound,
        HeldSecrets held) {
    /** What a member asked. */
    public Wish(
            EnvironmentId environment,
            EnvironmentName name,
            Generation generation,
            Generation containerGeneration,
            Intent intent,
            EnvironmentSpec spec,
            Placement placement,
            boolean cancelled,
            boolean keepLogs) {
        this(
                environment,
                name,
                generation,
                containerGeneration,
                intent,
                spec,
                placement,
                cancelled,
                keepLogs,
                false,
                AsFound.NOTHING,
                HeldSecrets.NONE);
    }
}
