package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.RULE_PRIORITY;
import static org.jooq.impl.DSL.generateSeries;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.HostName;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rule priorities, unique a gateway; the band of exact hosts (design.md decision 9). */
@Repository
class PriorityRepository {
    private static final int FIRST = 3000;
    private static final int LAST = 39999;
    private final DSLContext sql;

    PriorityRepository(DSLContext sql) {
        this.sql = sql;
    }

    List<Integer> of(EnvironmentId environment) {
        return sql.select(RULE_PRIORITY.PRIORITY)
                .from(RULE_PRIORITY)
                .where(RULE_PRIORITY.ENVIRONMENT.eq(environment.value()), RULE_PRIORITY.REDIRECT.isNull())
                .orderBy(RULE_PRIORITY.PRIORITY)
                .fetch(RULE_PRIORITY.PRIORITY);
    }

    /** The number of each host that {@code environment} redirects. */
    SortedMap<HostName, Integer> redirects(EnvironmentId environment) {
        return new TreeMap<>(sql.select(RULE_PRIORITY.REDIRECT, RULE_PRIORITY.PRIORITY)
                .from(RULE_PRIORITY)
                .where(RULE_PRIORITY.ENVIRONMENT.eq(environment.value()), RULE_PRIORITY.REDIRECT.isNotNull())
                .fetchMap(row -> new HostName(row.value1()), row -> row.value2()));
    }

    /** Gives {@code environment} exactly {@code count} numbers: keeps the lowest it has, takes or lets go of the rest. */
    void allot(EnvironmentId environment, String gateway, int count) {
        var have = of(environment);
        for (var i = have.size(); i < count; i++) {
            take(environment, gateway, null);
        }
        have.stream().skip(count).forEach(priority -> free(gateway, priority));
    }

    /** A number for each of {@code hosts} that has none. */
    void allotRedirects(EnvironmentId environment, String gateway, Collection<HostName> hosts) {
        var have = redirects(environment);
        hosts.stream().filter(host -> !have.containsKey(host)).forEach(host -> take(environment, gateway, host));
    }

    /** Lets go of the numbers of redirects but those of {@code hosts}. */
    void keepRedirects(EnvironmentId environment, String gateway, Collection<HostName> hosts) {
        redirects(environment).forEach((host, priority) -> {
            if (!hosts.contains(host)) {
                free(gateway, priority);
            }
        });
    }

    /** Takes a number that a rule has already, also below the band; false when it is another's. */
    boolean adopt(EnvironmentId environment, String gateway, int priority) {
        return sql.insertInto(RULE_PRIORITY)
                        .set(RULE_PRIORITY.GATEWAY, gateway)
                        .set(RULE_PRIORITY.PRIORITY, priority)
                        .set(RULE_PRIORITY.ENVIRONMENT, environment.value())
                        .onConflict(RULE_PRIORITY.GATEWAY, RULE_PRIORITY.PRIORITY)
                        .doUpdate()
                        .set(RULE_PRIORITY.ENVIRONMENT, environment.value())
                        .where(RULE_PRIORITY.ENVIRONMENT.isNull())
                        .execute()
                == 1;
    }

    /** A stranger was found on {@code priority}: it is passed over from now on, and another is taken. */
    void replace(EnvironmentId environment, String gateway, int priority) {
        var redirect = sql.select(RULE_PRIORITY.REDIRECT)
                .from(RULE_PRIORITY)
                .where(RULE_PRIORITY.GATEWAY.eq(gateway), RULE_PRIORITY.PRIORITY.eq(priority))
                .fetchOptional(RULE_PRIORITY.REDIRECT);
        sql.update(RULE_PRIORITY)
                .setNull(RULE_PRIORITY.ENVIRONMENT)
                .setNull(RULE_PRIORITY.REDIRECT)
                .where(RULE_PRIORITY.GATEWAY.eq(gateway), RULE_PRIORITY.PRIORITY.eq(priority))
                .execute();
        take(environment, gateway, redirect.map(HostName::new).orElse(null));
    }

    void freeAll(EnvironmentId environment) {
        sql.deleteFrom(RULE_PRIORITY)
                .where(RULE_PRIORITY.ENVIRONMENT.eq(environment.value()))
                .execute();
    }

    private void free(String gateway, int priority) {
        sql.deleteFrom(RULE_PRIORITY)
                .where(RULE_PRIORITY.GATEWAY.eq(gateway), RULE_PRIORITY.PRIORITY.eq(priority))
                .execute();
    }

    /** The lowest free number; the unique key decides a race, the loser tries the next. */
    private void take(EnvironmentId environment, String gateway, @Nullable HostName redirect) {
        var candidate = generateSeries(FIRST, LAST).as("candidate", "number");
        var number = candidate.field(name("number"), SQLDataType.INTEGER);
        for (var attempt = 0; attempt < 50; attempt++) {
            var taken = sql.insertInto(
                            RULE_PRIORITY,
                            RULE_PRIORITY.GATEWAY,
                            RULE_PRIORITY.PRIORITY,
                            RULE_PRIORITY.ENVIRONMENT,
                            RULE_PRIORITY.REDIRECT)
                    .select(select(
                                    val(gateway),
                                    number,
                                    val(environment.value()),
                                    val(redirect == null ? null : redirect.value(), SQLDataType.CLOB))
                            .from(candidate)
                            .whereNotExists(selectOne()
                                    .from(RULE_PRIORITY)
                                    .where(RULE_PRIORITY.GATEWAY.eq(gateway), RULE_PRIORITY.PRIORITY.eq(number)))
                            .orderBy(number)
                            .limit(inline(1)))
                    .onConflictDoNothing()
                    .execute();
            if (taken == 1) {
                return;
            }
        }
        throw new IllegalStateException("No rule priority could be taken on gateway " + gateway);
    }
}
