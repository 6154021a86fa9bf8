package no.dotkom.portal.audit;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Repository;

@Repository
class AuditRepository {
    private final DSLContext sql;

    AuditRepository(DSLContext sql) {
        this.sql = sql;
    }

    List<Entry> read(Query query, long below, int most) {
        return sql.select(
                        AUDIT_EVENT.ID,
                        AUDIT_EVENT.AT,
                        AUDIT_EVENT.ACTOR_NAME,
                        AUDIT_EVENT.SOURCE,
                        AUDIT_EVENT.ACTION,
                        AUDIT_EVENT.ENVIRONMENT,
                        AUDIT_EVENT.GENERATION,
                        AUDIT_EVENT.DETAIL)
                .from(AUDIT_EVENT)
                .where(asked(query), AUDIT_EVENT.ID.lt(below))
                .orderBy(AUDIT_EVENT.ID.desc())
                .limit(most)
                .fetch(Records.mapping(Entry::new));
    }

    int since(Query query, long id) {
        return sql.fetchCount(AUDIT_EVENT, asked(query), AUDIT_EVENT.ID.gt(id));
    }

    private static Condition asked(Query query) {
        var outside = query.outside();
        var others = AUDIT_EVENT.SOURCE.eq(Entry.LOOP).and(AUDIT_EVENT.ACTION.in(Entry.OF_OTHERS));
        return AUDIT_EVENT
                .ENVIRONMENT
                .eq(any(query.environments().toArray(UUID[]::new)))
                .and(AUDIT_EVENT.AT.ge(query.since()))
                .and(outside == null ? noCondition() : outside ? others : others.not());
    }

    void append(Instant at, Deed deed, Optional<String> address, Optional<String> requestId) {
        sql.insertInto(AUDIT_EVENT)
                .set(AUDIT_EVENT.AT, at)
                .set(AUDIT_EVENT.ACTOR, deed.actor())
                .set(AUDIT_EVENT.ACTOR_NAME, deed.actorName())
                .set(AUDIT_EVENT.SOURCE, deed.source())
                .set(AUDIT_EVENT.ADDRESS, address.orElse(null))
                .set(AUDIT_EVENT.REQUEST_ID, requestId.orElse(null))
                .set(AUDIT_EVENT.ACTION, deed.action())
                .set(AUDIT_EVENT.APP, deed.app())
                .set(AUDIT_EVENT.ENVIRONMENT, deed.environment())
                .set(AUDIT_EVENT.GENERATION, deed.generation())
                .set(AUDIT_EVENT.DETAIL, deed.detail())
                .execute();
    }
}
