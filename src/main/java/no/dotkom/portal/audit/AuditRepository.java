package no.dotkom.portal.audit;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class AuditRepository {
    private final DSLContext sql;

    AuditRepository(DSLContext sql) {
        this.sql = sql;
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
