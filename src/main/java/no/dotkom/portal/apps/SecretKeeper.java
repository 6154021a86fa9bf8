package no.dotkom.portal.apps;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.port.SecretStore;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.model.Variables;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the secrets of environments: their names here, their values in Parameter Store, where they are written and never
 * read by the portal. What is changed reaches tasks that start after it; {@link #deploy} starts them.
 */
@Service
public class SecretKeeper {
    private final SecretRepository secrets;
    private final SecretStore store;
    private final EnvironmentRepository environments;
    private final Succession succession;
    private final Platforms platforms;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SecretKeeper(
            SecretRepository secrets,
            SecretStore store,
            EnvironmentRepository environments,
            Succession succession,
            Platforms platforms,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.secrets = secrets;
        this.store = store;
        this.environments = environments;
        this.succession = succession;
        this.platforms = platforms;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** By name, also those that were removed and have not gone yet. */
    public List<KeptSecret> of(EnvironmentRef environment) {
        return secrets.of(environment.id());
    }

    /** The newest settings with the secrets of now: what the next version is made of. */
    public EnvironmentSpec next(EnvironmentDetails environment) {
        var spec = environment.latest().spec();
        return spec.withSecrets(secrets.next(environment.ref().id(), spec.secrets()));
    }

    /** True where the platform has a place for secrets. */
    public boolean offered() {
        return platforms.current().parameterStore() != null;
    }

    /**
     * Gives a secret a value, its first or another.
     *
     * @throws Refused when the member may not, the name cannot be had, or AWS does not take it
     */
    public void set(Member member, EnvironmentRef environment, String name, SecretValue value) {
        transaction.executeWithoutResult(status -> {
            var latest = succession.newest(member, environment);
            named(name);
            if (!offered()) {
                throw refused("", "SECRET-3");
            }
            if (!latest.asFound().executionRole().isEmpty()) {
                throw refused("", "SECRET-4");
            }
            var names =
                    secrets.of(environment.id()).stream().map(KeptSecret::name).toList();
            if (names.size() >= Secrets.MOST && !names.contains(name)) {
                throw refused("name", "SECRET-2");
            }
            secrets.intend(environment.id(), name, member.id(), member.name(), clock.instant());
        });
        switch (store.put(environment.id(), environment.name(), name, value)) {
            case SecretStore.Answer.Stored(var version) ->
                transaction.executeWithoutResult(status -> {
                    var generation = new Generation(environments.lock(environment.id()));
                    secrets.stored(environment.id(), name, version, member.id(), member.name(), clock.instant());
                    ledger.record(member, environment, "secret.set", generation, name);
                });
            case SecretStore.Answer.NotStored(var why) ->
                throw new Refused(new FieldProblem(why.code().equals("SECRET-6") ? "name" : "value", why));
        }
    }

    /** Takes a secret away: no version after this names it, and its value goes once none that runs needs it. */
    public void remove(Member member, EnvironmentRef environment, String name) {
        transaction.executeWithoutResult(status -> {
            var latest = succession.newest(member, environment);
            if (secrets.remove(environment.id(), name, clock.instant())) {
                ledger.record(member, environment, "secret.remove", latest.generation(), name);
                ledger.wake(environment);
            }
        });
    }

    /**
     * Asks for a version that has the secrets of now and whose tasks start anew: of the newest settings and their image.
     *
     * @param expected the generation that the member was looking at
     * @throws Refused when another was accepted since
     */
    public Generation deploy(Member member, EnvironmentRef environment, Generation expected) {
        return transaction.execute(status -> succession.withSecrets(member, environment, expected));
    }

    private static void named(String name) {
        if (!Variables.isName(name)) {
            throw refused("name", "SECRET-1");
        }
        if (Variables.isReserved(name)) {
            throw new Refused(new FieldProblem("name", Problem.of("VAR-1", Map.of("name", name))));
        }
    }

    private static Refused refused(String field, String code) {
        return new Refused(new FieldProblem(field, Problem.of(code)));
    }
}
