package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.RULE_PRIORITY;
import static org.jooq.impl.DSL.generateSeries;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.util.List;
import no.dotkom.portal.model.EnvironmentId;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
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
                .where(RULE_PRIORITY.ENVIRONMENT.eq(environment.value()))
                .orderBy(RULE_PRIORITY.PRIORITY)
                .fetch(RULE_PRIORITY.PRIORITY);
    }

    /** Gives {@code environment} exactly {@code count} numbers: keeps the lowest it has, takes or lets go of the rest. */
    void allot(EnvironmentId environment, String gateway, int count) {
        var have = of(environment);
        for (var i = have.size(); i < count; i++) {
            take(environment, gateway);
        }
        have.stream().skip(count).forEach(priority -> free(gateway, priority));
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
        sql.update(RULE_PRIORITY)
                .setNull(RULE_PRIORITY.ENVIRONMENT)
                .where(RULE_PRIORITY.GATEWAY.eq(gateway), RULE_PRIORITY.PRIORITY.eq(priority))
                .execute();
        take(environment, gateway);
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
    private void take(EnvironmentId environment, String gateway) {
        var candidate = generateSeries(FIRST, LAST).as("candidate", "number");
        var number = candidate.field(name("number"), SQLDataType.INTEGER);
        for (var attempt = 0; attempt < 50; attempt++) {
            var taken = sql.insertInto(
                            RULE_PRIORITY, RULE_PRIORITY.GATEWAY, RULE_PRIORITY.PRIORITY, RULE_PRIORITY.ENVIRONMENT)
                    .select(select(val(gateway), number, val(environment.value()))
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
