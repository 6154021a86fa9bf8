package no.dotkom.portal.reconcile;

import static no.dotkom.portaldb.Tables.DOMAIN_STATE;

import java.util.List;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.HostName;
import no.dotkom.portaldb.tables.records.DomainStateRecord;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** How far the domains of environments are. */
@Repository
class DomainRepository {
    private final DSLContext sql;

    DomainRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** All of an environment; those of others are not touched. */
    void replace(EnvironmentId environment, List<DomainState> states) {
        sql.deleteFrom(DOMAIN_STATE)
                .where(DOMAIN_STATE.ENVIRONMENT.eq(environment.value()))
                .and(DOMAIN_STATE.HOST.notIn(
                        states.stream().map(state -> state.host().value()).toList()))
                .execute();
        states.forEach(state -> put(environment, state));
    }

    private void put(EnvironmentId environment, DomainState state) {
        var row = sql.newRecord(DOMAIN_STATE);
        row.setEnvironment(environment.value());
        row.setHost(state.host().value());
        row.setProven(state.proven());
        row.setCertificate(state.certificate());
        row.setStatus(state.status());
        row.setRecordName(state.recordName());
        row.setRecordValue(state.recordValue());
        row.setRecordWritten(state.written());
        row.setAttached(state.attached());
        row.setRequestedAt(state.requestedAt());
        row.setExpiresAt(state.expiresAt());
        row.setRenewal(state.renewal());
        row.setReason(state.reason());
        row.setListenerCertificates(state.listenerCertificates());
        row.setSeenAt(state.seenAt());
        sql.insertInto(DOMAIN_STATE).set(row).onDuplicateKeyUpdate().set(row).execute();
    }

    List<DomainState> of(EnvironmentId environment) {
        return sql.selectFrom(DOMAIN_STATE)
                .where(DOMAIN_STATE.ENVIRONMENT.eq(environment.value()))
                .orderBy(DOMAIN_STATE.HOST)
                .fetch(DomainRepository::state);
    }

    private static DomainState state(DomainStateRecord row) {
        return new DomainState(
                new HostName(row.getHost()),
                row.getProven(),
                row.getCertificate(),
                row.getStatus(),
                row.getRecordName(),
                row.getRecordValue(),
                row.getRecordWritten(),
                row.getAttached(),
                row.getRequestedAt(),
                row.getExpiresAt(),
                row.getRenewal(),
                row.getReason(),
                row.getListenerCertificates(),
                row.getSeenAt());
    }
}
