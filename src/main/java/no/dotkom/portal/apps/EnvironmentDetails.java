package no.dotkom.portal.apps;

import java.util.Optional;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.plan.Policy;
import org.jspecify.annotations.Nullable;

/**
 * An environment as the portal's own tables have it.
 *
 * @param latest the newest version, whatever became of it
 * @param live the newest version that was carried out; absent before the first
 * @param policy what the loop may do about drift
 * @param restoring the newest version failed, and what was live before it is not back yet
 * @param names what its AWS resources are called
 * @param observedGeneration the last one carried to its end, 0 for none
 */
public record EnvironmentDetails(
        EnvironmentRef ref,
        String gateway,
        Generation generation,
        long observedGeneration,
        Intent intent,
        Version latest,
        @Nullable Version live,
        Policy policy,
        boolean restoring,
        ResourceNames names) {
    /** The same with its newest version told otherwise. */
    public EnvironmentDetails withLatest(Version told) {
        return new EnvironmentDetails(
                ref, gateway, generation, observedGeneration, intent, told, live, policy, restoring, names);
    }

    /** True while the newest version is on its way. */
    public boolean underway() {
        return latest.state() == VersionState.RUNNING;
    }

    /** True until AWS was seen to hold what was found when it was looked at: until then nothing is changed. */
    public boolean adopting() {
        return latest.adopting();
    }

    /** What AWS should hold: the newest version, or after it failed the one that was live before it. */
    public Version wanted() {
        return latest.state() == VersionState.FAILED && live != null ? live : latest;
    }

    public Optional<Version> serving() {
        return Optional.ofNullable(live).filter(version -> version.intent() == Intent.RUN);
    }
}
