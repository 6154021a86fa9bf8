package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import no.dotkom.portal.local.TestPostgres;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Tokens that several portals share through a real database, in time that the test moves. */
class PursesTest {
    private static final AwsProperties SETTINGS = new AwsProperties(
            "eu-north-1", "/evergreen/prod/manifest", Duration.ofSeconds(5), Duration.ofSeconds(15), 0.6);
    private static final Set<Bucket> A_CHANGE_OF_ELB = EnumSet.of(Bucket.ELB_ALL, Bucket.ELB_CHANGES);
    private static final Set<Bucket> READING_ELB = EnumSet.of(Bucket.ELB_ALL);
    private static final Set<Bucket> READING_TASKS = EnumSet.of(Bucket.ECS_TASKS);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-09-01T10:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicInteger leases = new AtomicInteger();
    private final TestPostgres.Database database = TestPostgres.create();
    private boolean away;

    /** A portal of its own on the shared database. */
    private Purses portal() {
        var source = database.dataSource();
        DSLContext sql = DSL.using(source, SQLDialect.POSTGRES);
        var repository = new BucketRepository(sql, new JdbcTransactionManager(source)) {
            @Override
            Map<Bucket, Lease> lease(Map<Bucket, Bucket.Size> wanted, Instant at) {
                leases.incrementAndGet();
                if (away) {
                    throw new IllegalStateException("the database is away");
                }
                return super.lease(wanted, at);
            }
        };
        return new Purses(repository, SETTINGS, clock);
    }

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    /** As many as it gets at this instant. */
    private static int takeAll(Purses purses, Set<Bucket> buckets) {
        var taken = 0;
        while (purses.take(buckets).isZero()) {
            taken++;
        }
        return taken;
    }

    @Test
    void portalsThatTakeAllTheyGetStayBelowAwssBucketsAndUseTheirShare() throws Exception {
        // Given
        var portals = List.of(portal(), portal());
        var all = new FakeAws(40, 10);
        var changes = new FakeAws(20, 3);
        var taken = 0;

        // When
        try (var workers = Executors.newFixedThreadPool(8)) {
            for (var step = 0; step < 200; step++) {
                var work = new ArrayList<Callable<Integer>>();
                IntStream.range(0, 8).forEach(n -> work.add(() -> takeAll(portals.get(n % 2), A_CHANGE_OF_ELB)));
                var now = 0;
                for (var done : workers.invokeAll(work)) {
                    now += done.get();
                }
                all.take(now);
                changes.take(now);
                taken += now;
                pass(Duration.ofMillis(100));
                all.refill(0.1);
                changes.refill(0.1);
            }
        }

        // Then: a burst of 12 and 1.8 a second for 20 seconds
        assertThat(taken).isBetween(44, 48);
    }

    /** Fails the test when it would have throttled. */
    private static final class FakeAws {
        private final double burst;
        private final double perSecond;
        private double tokens;

        FakeAws(double burst, double perSecond) {
            this.burst = burst;
            this.perSecond = perSecond;
            this.tokens = burst;
        }

        void take(int count) {
            tokens -= count;
            assertThat(tokens).isNotNegative();
        }

        void refill(double seconds) {
            tokens = Math.min(burst, tokens + seconds * perSecond);
        }
    }

    @Test
    void whatOneHoldsAndDoesNotUseIsNotMissedByTheOthersForLong() {
        // Given
        var one = portal();
        var other = portal();
        one.take(A_CHANGE_OF_ELB);

        // When
        pass(Duration.ofMinutes(1));

        // Then
        assertThat(takeAll(other, A_CHANGE_OF_ELB)).isEqualTo(12);
    }

    /** Else fifty environments that are looked at keep each other from being made. */
    @Test
    void readsThatTakeAllTheyGetLeaveChangesTheirShare() {
        // Given
        var portal = portal();
        var changes = 0;
        takeAll(portal, A_CHANGE_OF_ELB);

        // When
        for (var step = 0; step < 200; step++) {
            takeAll(portal, READING_ELB);
            changes += portal.take(A_CHANGE_OF_ELB).isZero() ? 1 : 0;
            pass(Duration.ofMillis(100));
        }

        // Then 1.8 a second
        assertThat(changes).isBetween(30, 40);
    }

    @Test
    void tokensAreLeasedInBlocks() {
        // Given
        var portal = portal();

        // When
        var taken = takeAll(portal, READING_TASKS);

        // Then: the last lease finds none
        assertThat(taken).isEqualTo(60);
        assertThat(leases.get()).isLessThanOrEqualTo(taken / 7 + 2);
    }

    @Test
    void whoeverWaitsIsToldHowLongAndComesInTurn() {
        // Given
        var portal = portal();
        takeAll(portal, A_CHANGE_OF_ELB);

        // When
        var first = portal.turn(A_CHANGE_OF_ELB);
        var second = portal.turn(A_CHANGE_OF_ELB);

        // Then
        assertThat(second).isEqualTo(first.multipliedBy(2));
        assertThat(portal.take(A_CHANGE_OF_ELB)).isPositive();
        pass(first);
        assertThat(portal.take(A_CHANGE_OF_ELB)).isZero();
    }

    @Test
    void whileTheDatabaseIsAwayAPortalLivesOnAQuarter() {
        // Given
        var portal = portal();
        away = true;

        // When
        var burst = takeAll(portal, A_CHANGE_OF_ELB);
        pass(Duration.ofSeconds(9));
        var later = takeAll(portal, A_CHANGE_OF_ELB);

        // Then: the database is not asked for every call
        assertThat(burst).isEqualTo(3);
        assertThat(later).isBetween(3, 4);
        assertThat(leases).hasValue(1);

        // When
        away = false;
        pass(Duration.ofSeconds(10));

        // Then
        assertThat(takeAll(portal, A_CHANGE_OF_ELB)).isGreaterThanOrEqualTo(12);
    }

    @Test
    void aClockThatIsSetBackStopsNobodyForLong() {
        // Given
        var portal = portal();
        pass(Duration.ofMinutes(10));
        takeAll(portal, A_CHANGE_OF_ELB);

        // When
        pass(Duration.ofMinutes(-10));
        portal.take(A_CHANGE_OF_ELB);
        pass(Duration.ofSeconds(2));

        // Then
        assertThat(takeAll(portal, A_CHANGE_OF_ELB)).isBetween(3, 4);
    }
}
