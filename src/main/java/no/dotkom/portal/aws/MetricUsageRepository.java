package no.dotkom.portal.aws;

import static no.dotkom.portaldb.Tables.METRIC_USAGE;

import java.time.YearMonth;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What CloudWatch will bill. */
@Repository
class MetricUsageRepository {
    private final DSLContext sql;

    MetricUsageRepository(DSLContext sql) {
        this.sql = sql;
    }

    void add(YearMonth month, long metrics) {
        sql.insertInto(METRIC_USAGE)
                .set(METRIC_USAGE.MONTH, month.atDay(1))
                .set(METRIC_USAGE.ASKED, metrics)
                .onConflict(METRIC_USAGE.MONTH)
                .doUpdate()
                .set(METRIC_USAGE.ASKED, METRIC_USAGE.ASKED.plus(metrics))
                .execute();
    }

    long asked(YearMonth month) {
        return sql.select(METRIC_USAGE.ASKED)
                .from(METRIC_USAGE)
                .where(METRIC_USAGE.MONTH.eq(month.atDay(1)))
                .fetchOptional(METRIC_USAGE.ASKED)
                .orElse(0L);
    }
}
