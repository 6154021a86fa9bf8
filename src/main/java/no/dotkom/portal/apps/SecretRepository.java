package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.SECRET;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.plan.HeldSecrets;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Names of secrets, and who changed them when. Their values are in Parameter Store alone. */
@Repository
class SecretRepository {
    /** Of a name whose first value has not been stored yet, or whose last has gone. */
    private static final long NO_VALUE = 0;

    private final DSLContext sql;

    SecretRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Remembers the name before its value is stored: what was stored and then forgotten nobody would take away. */
    void intend(EnvironmentId environment, String name, UUID member, String memberName, Instant now) {
        sql.insertInto(SECRET)
                .set(SECRET.ENVIRONMENT, environment.value())
                .set(SECRET.NAME, name)
                .set(SECRET.VERSION, NO_VALUE)
                .set(SECRET.MEMBER, member)
                .set(SECRET.CHANGED_BY, memberName)
                .set(SECRET.CHANGED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    void stored(EnvironmentId environment, String name, long version, UUID member, String memberName, Instant now) {
        sql.update(SECRET)
                .set(SECRET.VERSION, version)
                .set(SECRET.MEMBER, member)
                .set(SECRET.CHANGED_BY, memberName)
                .set(SECRET.CHANGED_AT, now)
                .setNull(SECRET.REMOVED_AT)
                .where(SECRET.ENVIRONMENT.eq(environment.value()))
                .and(SECRET.NAME.eq(name))
                .execute();
    }

    /** False when there was none. */
    boolean remove(EnvironmentId environment, String name, Instant now) {
        return sql.update(SECRET)
                        .set(SECRET.REMOVED_AT, now)
                        .where(SECRET.ENVIRONMENT.eq(environment.value()))
                        .and(SECRET.NAME.eq(name))
                        .and(SECRET.REMOVED_AT.isNull())
                        .execute()
                == 1;
    }

    /** What was taken away has left Parameter Store, unless it was given a value again meanwhile. */
    void gone(EnvironmentId environment, Collection<String> names) {
        sql.update(SECRET)
                .set(SECRET.VERSION, NO_VALUE)
                .where(SECRET.ENVIRONMENT.eq(environment.value()))
                .and(SECRET.NAME.in(names))
                .and(SECRET.REMOVED_AT.isNotNull())
                .and(SECRET.VERSION.gt(NO_VALUE))
                .execute();
    }

    /** Those that have a value, by name. */
    List<KeptSecret> of(EnvironmentId environment) {
        return sql.selectFrom(SECRET)
                .where(SECRET.ENVIRONMENT.eq(environment.value()))
                .and(SECRET.VERSION.gt(NO_VALUE))
                .orderBy(SECRET.NAME)
                .fetch(row -> new KeptSecret(
                        row.getName(),
                        row.getVersion(),
                        row.getChangedBy(),
                        row.getChangedAt(),
                        row.getRemovedAt() != null));
    }

    /** What a version may name. */
    Secrets kept(EnvironmentId environment) {
        return Secrets.of(of(environment).stream()
                .filter(secret -> !secret.removed())
                .map(KeptSecret::name)
                .toList());
    }

    /** What the version after one that names {@code now} names: without what was taken away, with what was added. */
    Secrets next(EnvironmentId environment, Secrets now) {
        var names = new TreeSet<>(now.names());
        names.removeAll(held(environment).removed());
        names.addAll(kept(environment).names());
        return new Secrets(names);
    }

    /** All that may be in Parameter Store. */
    HeldSecrets held(EnvironmentId environment) {
        var all = new TreeSet<String>();
        var removed = new TreeSet<String>();
        sql.selectFrom(SECRET).where(SECRET.ENVIRONMENT.eq(environment.value())).forEach(row -> {
            all.add(row.getName());
            if (row.getRemovedAt() != null) {
                removed.add(row.getName());
            }
        });
        return new HeldSecrets(all, removed);
    }
}
