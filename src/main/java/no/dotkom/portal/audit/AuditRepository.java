package no.dotkom.portal.audit;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.AUDIT_BREAK;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import no.dotkom.portaldb.tables.records.AuditEventRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Repository;

@Repository
class AuditRepository {
    /** Deeds that an export reads at a time. */
    private static final int PART = 500;

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

    List<FullEntry> search(Search search, long below, int most) {
        return sql.selectFrom(AUDIT_EVENT)
                .where(found(search), AUDIT_EVENT.ID.lt(below))
                .orderBy(AUDIT_EVENT.ID.desc())
                .limit(most)
                .fetch(AuditRepository::entry);
    }

    /** The next of an export, after the one at {@code place} of {@code chain}. */
    List<FullEntry> part(Search search, String chain, long place) {
        return sql.selectFrom(AUDIT_EVENT)
                .where(found(search))
                .and(row(AUDIT_EVENT.CHAIN, AUDIT_EVENT.PLACE).gt(chain, place))
                .orderBy(AUDIT_EVENT.CHAIN, AUDIT_EVENT.PLACE)
                .limit(PART)
                .fetch(AuditRepository::entry);
    }

    private static FullEntry entry(AuditEventRecord row) {
        return new FullEntry(
                row.getId(),
                row.getAt(),
                row.getActor(),
                row.getActorName(),
                row.getSource(),
                row.getAddress(),
                row.getRequestId(),
                row.getAction(),
                row.getApp(),
                row.getEnvironment(),
                row.getGeneration(),
                row.getDetail(),
                row.getChain(),
                row.getPlace(),
                row.getPrevious(),
                row.getHash());
    }

    private static Condition found(Search search) {
        var since = AUDIT_EVENT.AT.ge(search.since());
        if (search.text().isEmpty()) {
            return since;
        }
        return since.and(Stream.of(
                        AUDIT_EVENT.ACTOR_NAME,
                        AUDIT_EVENT.APP,
                        AUDIT_EVENT.ACTION,
                        AUDIT_EVENT.DETAIL,
                        AUDIT_EVENT.ADDRESS,
                        AUDIT_EVENT.REQUEST_ID)
                .map(field -> field.containsIgnoreCase(search.text()))
                .reduce(noCondition(), Condition::or));
    }

    Check check() {
        var breaks = sql.selectFrom(AUDIT_BREAK)
                .orderBy(AUDIT_BREAK.CHAIN, AUDIT_BREAK.PLACE)
                .limit(Check.MOST)
                .fetch(row -> new Check.Break(requireNonNull(row.getChain()), requireNonNull(row.getPlace())));
        return new Check(sql.fetchCount(AUDIT_EVENT), breaks);
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
