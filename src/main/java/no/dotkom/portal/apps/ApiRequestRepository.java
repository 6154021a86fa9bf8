package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.API_REQUEST;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The table api_request. */
@Repository
class ApiRequestRepository {
    /** A workflow that is run again so late is a new wish. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** @param asked the whole wish, in one text */
    record Made(String asked, Generation generation) {}

    private final DSLContext sql;

    ApiRequestRepository(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Made> made(EnvironmentId environment, long caller, String key) {
        return sql.select(API_REQUEST.ASKED, API_REQUEST.GENERATION)
                .from(API_REQUEST)
                .where(API_REQUEST.ENVIRONMENT.eq(environment.value()))
                .and(API_REQUEST.CALLER.eq(caller))
                .and(API_REQUEST.KEY.eq(key))
                .fetchOptional(row -> new Made(row.value1(), new Generation(row.value2())));
    }

    void remember(EnvironmentId environment, long caller, String key, String asked, Generation made, Instant at) {
        sql.deleteFrom(API_REQUEST)
                .where(API_REQUEST.ENVIRONMENT.eq(environment.value()))
                .and(API_REQUEST.AT.lt(at.minus(KEPT)))
                .execute();
        sql.insertInto(API_REQUEST)
                .set(API_REQUEST.ENVIRONMENT, environment.value())
                .set(API_REQUEST.CALLER, caller)
                .set(API_REQUEST.KEY, key)
                .set(API_REQUEST.ASKED, asked)
                .set(API_REQUEST.GENERATION, made.number())
                .set(API_REQUEST.AT, at)
                .execute();
    }
}
