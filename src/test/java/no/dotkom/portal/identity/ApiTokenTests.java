package no.dotkom.portal.identity;

import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.identity.ApiToken.State;
import no.dotkom.portal.identity.ApiTokens.Making;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.TeamSlug;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Tokens of one environment, on a real database and a clock that is moved. */
abstract class ApiTokenTests {
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    static final TeamSlug WEBKOM = new TeamSlug("webkom");

    static final class Said implements MembershipSource {
        volatile Answer answer = new Answer.Known(as(Role.DEVELOPER));

        @Override
        public Answer at(Person signIn) {
            return answer;
        }

        @Override
        public Answer again(UUID member, String issuer, String subject) {
            return answer;
        }
    }

    static final class Hand extends Clock {
        volatile Instant now = Instant.parse("2026-11-22T11:04:11Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final Said source = new Said();
    final Hand clock = new Hand();
    final AtomicInteger statements = new AtomicInteger();
    final DSLContext sql = counted();
    final MemberRepository repository = new MemberRepository(sql);
    final Members members = new Members(repository, List.of(source), clock);
    final ApiTokens tokens = new ApiTokens(new ApiTokenRepository(sql), members, audit(), clock);
    ApiTokens.Place place = place("none");
    Member kari = new Member(UUID.randomUUID(), "", false, new TreeMap<>());

    static Memberships as(Role role) {
        return Memberships.of(false, Map.of(WEBKOM, role));
    }

    DSLContext counted() {
        return DSL.using(new DefaultConfiguration()
                .set(DATABASE.dataSource())
                .set(SQLDialect.POSTGRES)
                .set(new ExecuteListener() {
                    @Override
                    public void executeStart(ExecuteContext context) {
                        statements.incrementAndGet();
                    }
                }));
    }

    Audit audit() {
        var room = new AnnotationConfigApplicationContext();
        room.registerBean(DSLContext.class, () -> sql);
        room.registerBean(Clock.class, () -> clock);
        room.scan("no.dotkom.portal.audit");
        room.refresh();
        return room.getBean(Audit.class);
    }

    static ApiTokens.Place place(String app) {
        return new ApiTokens.Place(
                new EnvironmentId(UUID.randomUUID()),
                new EnvironmentName(new AppName(app), new EnvironmentSlug("staging")),
                WEBKOM);
    }

    @BeforeEach
    void anEnvironmentOfKaris() {
        repository.put(new Team(WEBKOM, "Webkom"));
        var person = new MembershipSource.Person(
                "https://auth.example", UUID.randomUUID().toString(), Map.of());
        kari = members.current(members.signedIn(person, "Kari Nilsen")).orElseThrow();
        place = place("app" + UUID.randomUUID().toString().substring(0, 8));
        var app = UUID.randomUUID();
        sql.insertInto(APP)
                .set(APP.ID, app)
                .set(APP.NAME, place.name().app().value())
                .set(APP.TEAM, WEBKOM.value())
                .set(APP.CREATED_AT, clock.instant())
                .set(APP.CREATED_BY, kari.id())
                .execute();
        sql.insertInto(ENVIRONMENT)
                .set(ENVIRONMENT.ID, place.environment().value())
                .set(ENVIRONMENT.APP, app)
                .set(ENVIRONMENT.SLUG, "staging")
                .set(ENVIRONMENT.GATEWAY, "gateway")
                .set(ENVIRONMENT.SERVICE_NAME, place.name().full())
                .set(ENVIRONMENT.GENERATION, 1L)
                .set(ENVIRONMENT.INTENT, "RUN")
                .set(ENVIRONMENT.CREATED_AT, clock.instant())
                .execute();
    }

    Making make(int days, String key) {
        return tokens.make(kari, place, new ApiTokens.Wish("ci", ApiToken.Scope.DEPLOY, days, key));
    }

    Making.Made made(int days) {
        return (Making.Made) make(days, UUID.randomUUID().toString());
    }

    State state(String text) {
        return tokens.read(text).orElseThrow().state();
    }
}
