package no.dotkom.portal.aws;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The tokens that all portals share. Whoever leases some keeps them until they are spent. */
@Repository
class BucketRepository {
    /**
     * All in one statement, in the order of the names, so that no two portals wait for each other. A bucket that nobody
     * has used is full. A clock that is more than a second behind the last lease was set back, and is believed.
     */
    private static final String LEASE = """
            insert into aws_bucket as bucket (name, burst, per_second, tokens, leased, filled_at)
            select name, burst, per_second, burst - block, block, at
            from unnest(?::text[], ?::double precision[], ?::double precision[], ?::double precision[])
                    as wanted (name, burst, per_second, block),
                (select ?::timestamptz) as clock (at)
            order by name
            on conflict (name) do update set
                burst = excluded.burst,
                per_second = excluded.per_second,
                tokens = THERE - floor(least(THERE, excluded.leased)),
                leased = floor(least(THERE, excluded.leased)),
                filled_at = case when bucket.filled_at - interval '1 second' > excluded.filled_at
                    then excluded.filled_at else greatest(bucket.filled_at, excluded.filled_at) end
            returning name, leased, tokens
            """.replace("THERE", """
            least(excluded.burst, bucket.tokens
                    + greatest(0, extract(epoch from excluded.filled_at - bucket.filled_at)) * excluded.per_second)\
            """);

    private final DSLContext sql;
    private final TransactionTemplate apart;

    BucketRepository(DSLContext sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.apart = new TransactionTemplate(transactions);
        // In a caller's transaction the rows would be kept from all portals until it ends.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** A block out of a bucket, or what there was of it. @param left what stays for whoever comes next */
    record Lease(int tokens, double left) {}

    /** @throws RuntimeException when the database does not answer */
    Map<Bucket, Lease> lease(Map<Bucket, Bucket.Size> wanted, Instant at) {
        return apart.execute(status -> take(wanted, at));
    }

    private Map<Bucket, Lease> take(Map<Bucket, Bucket.Size> wanted, Instant at) {
        var leases = new EnumMap<Bucket, Lease>(Bucket.class);
        var names = wanted.keySet().stream().map(Bucket::word).toArray(String[]::new);
        var time = OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
        sql.fetch(
                        LEASE,
                        names,
                        each(wanted, Bucket.Size::burst),
                        each(wanted, Bucket.Size::perSecond),
                        each(wanted, Bucket.Size::block),
                        time)
                .forEach(row -> leases.put(
                        Bucket.named(row.get("name", String.class)),
                        new Lease(row.get("leased", Double.class).intValue(), row.get("tokens", Double.class))));
        return leases;
    }

    private static Double[] each(Map<Bucket, Bucket.Size> wanted, ToDoubleFunction<Bucket.Size> number) {
        return wanted.values().stream().mapToDouble(number).boxed().toArray(Double[]::new);
    }
}
