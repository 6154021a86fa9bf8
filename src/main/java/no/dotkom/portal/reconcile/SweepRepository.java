package no.dotkom.portal.reconcile;

import static no.dotkom.portaldb.Tables.ORPHAN;
import static no.dotkom.portaldb.Tables.STRANGER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.reconcile.port.Surroundings.Kind;
import no.dotkom.portal.reconcile.port.Surroundings.Tagged;
import no.dotkom.portaldb.tables.records.OrphanRecord;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What the last sweep found that is nobody's here. */
@Repository
class SweepRepository {
    private final DSLContext sql;

    SweepRepository(DSLContext sql) {
        this.sql = sql;
    }

    List<Orphan> orphans() {
        return sql.selectFrom(ORPHAN)
                .orderBy(ORPHAN.APP, ORPHAN.ENVIRONMENT, ORPHAN.KIND, ORPHAN.NAME)
                .fetch(SweepRepository::toOrphan);
    }

    Optional<Orphan> orphan(Arn arn) {
        return sql.selectFrom(ORPHAN).where(ORPHAN.ARN.eq(arn.value())).fetchOptional(SweepRepository::toOrphan);
    }

    private static Orphan toOrphan(OrphanRecord row) {
        return new Orphan(
                Kind.valueOf(row.getKind()),
                new Arn(row.getArn()),
                row.getName(),
                row.getApp(),
                row.getEnvironment(),
                row.getSince(),
                row.getAsked(),
                row.getSaid());
    }

    /** What was an orphan before keeps its time; what is none any more is forgotten. */
    void orphans(List<Tagged> found, Instant at) {
        for (var each : found) {
            sql.insertInto(ORPHAN)
                    .set(ORPHAN.ARN, each.arn().value())
                    .set(ORPHAN.KIND, each.kind().name())
                    .set(ORPHAN.NAME, each.name())
                    .set(ORPHAN.APP, each.app())
                    .set(ORPHAN.ENVIRONMENT, each.environment())
                    .set(ORPHAN.SINCE, at)
                    .onConflictDoNothing()
                    .execute();
        }
        sql.deleteFrom(ORPHAN)
                .where(ORPHAN.ARN.notIn(
                        found.stream().map(each -> each.arn().value()).toList()))
                .execute();
    }

    /** False when it is none any more. */
    boolean ask(Arn arn) {
        return sql.update(ORPHAN)
                        .set(ORPHAN.ASKED, true)
                        .set(ORPHAN.SAID, "")
                        .where(ORPHAN.ARN.eq(arn.value()))
                        .execute()
                == 1;
    }

    void refused(Arn arn, String said) {
        sql.update(ORPHAN)
                .set(ORPHAN.SAID, said)
                .where(ORPHAN.ARN.eq(arn.value()))
                .execute();
    }

    void gone(Arn arn) {
        sql.deleteFrom(ORPHAN).where(ORPHAN.ARN.eq(arn.value())).execute();
    }

    List<StrangerService> strangers() {
        return sql.selectFrom(STRANGER)
                .orderBy(STRANGER.SERVICE)
                .fetch(row -> new StrangerService(
                        row.getService(),
                        row.getMadeBy(),
                        row.getImage(),
                        row.getHosts(),
                        List.of(row.getReasons()),
                        row.getSeenAt()));
    }

    void strangers(List<StrangerService> found) {
        for (var each : found) {
            var row = sql.newRecord(STRANGER);
            row.setService(each.service());
            row.setMadeBy(each.madeBy());
            row.setImage(each.image());
            row.setHosts(each.hosts());
            row.setReasons(each.reasons().toArray(String[]::new));
            row.setSeenAt(each.seenAt());
            sql.insertInto(STRANGER).set(row).onDuplicateKeyUpdate().set(row).execute();
        }
        sql.deleteFrom(STRANGER)
                .where(STRANGER.SERVICE.notIn(
                        found.stream().map(StrangerService::service).toList()))
                .execute();
    }
}
