package no.dotkom.portal.dashboard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.apps.port.SecretStore;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;
import org.jspecify.annotations.Nullable;

/** Parameter Store as tests have it: it takes every value but of names that it was told to refuse. */
public final class KnownSecrets implements SecretStore {
    private record Kept(String value, long version) {}

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Problem> refused = new ConcurrentHashMap<>();

    @Override
    public Answer put(EnvironmentId environment, EnvironmentName of, String name, SecretValue value) {
        var why = refused.get(name);
        if (why != null) {
            return new Answer.NotStored(why);
        }
        var first = new Kept(value.reveal(), 1);
        var now = kept.merge(
                of.full() + "/" + name, first, (before, next) -> new Kept(next.value(), before.version() + 1));
        return new Answer.Stored(now.version());
    }

    /** What a task of it would read, or null. */
    public @Nullable String value(EnvironmentName of, String name) {
        var found = kept.get(of.full() + "/" + name);
        return found == null ? null : found.value();
    }

    void refuse(String name, Problem why) {
        refused.put(name, why);
    }
}
