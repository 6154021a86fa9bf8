package no.dotkom.portal.plan;

import java.util.List;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import org.jspecify.annotations.Nullable;

/** Everything AWS should hold for one environment. */
public sealed interface DesiredState {
    EnvironmentId environment();

    Generation generation();

    /**
     * It runs, or is paused (service count 0).
     *
     * @param role its own, where it has secrets; else null
     * @param dropped parameters that somebody took away and that nothing here reads
     * @param abort true once a member cancelled this version: a deployment under way is rolled back
     * @param restoring a failed version is undone: revisions up to {@code generation} newer than the wanted one go
     */
    record Deployed(
            EnvironmentId environment,
            Generation generation,
            LogGroup logGroup,
            TaskDefinition taskDefinition,
            Exposure exposure,
            Service service,
            @Nullable ExecutionRole role,
            List<String> dropped,
            boolean abort,
            boolean restoring)
            implements DesiredState {
        public Deployed {
            dropped = List.copyOf(dropped);
        }
    }

    /** Nothing of it is left; @param keepLogs the log group stays until its lines expire */
    record Gone(EnvironmentId environment, Generation generation, boolean keepLogs) implements DesiredState {}
}
