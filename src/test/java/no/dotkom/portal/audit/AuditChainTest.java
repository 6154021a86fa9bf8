package no.dotkom.portal.audit;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import no.dotkom.portal.local.TestPostgres;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/** S38: what was done stays on record as it was written, or shows that it did not. */
class AuditChainTest {
    private static final Instant NOW = Instant.parse("2026-11-28T20:15:30.123456Z");
    private static final UUID KARI = UUID.fromString("6c1d0e0a-2f53-4a7e-8d0a-6a1f6f0f9d11");
    private static final UUID ENVIRONMENT = UUID.fromString("0b2f7c11-94b0-4d68-9a38-0c5c9d7ad0a1");

    private DSLContext sql;
    private Audit audit;

    @BeforeEach
    void begin() {
        var database = TestPostgres.create();
        sql = DSL.using(database.dataSource(), SQLDialect.POSTGRES);
        audit = new Audit(new AuditRepository(sql), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void did(@Nullable String app, String detail) {
        audit.record(new Deed(KARI, "Kari \"K\" Ødegård", "portal", "version.accept", app, ENVIRONMENT, 3L, detail));
    }

    private List<FullEntry> all() {
        var all = new ArrayList<FullEntry>();
        var search = new Search("", Instant.EPOCH);
        for (var part = audit.part(search, null); !part.isEmpty(); part = audit.part(search, part.getLast())) {
            all.addAll(part);
        }
        return all;
    }

    /** Past the portal, and past the trigger that refuses it. */
    private void tamper(String statement) {
        sql.transaction(transaction -> {
            transaction.dsl().execute("set local session_replication_role = replica");
            assertThat(transaction.dsl().execute(statement)).isEqualTo(1);
        });
    }

    /** As docs/audit.md describes it, written apart from the portal's own. */
    private static String computed(FullEntry deed) throws NoSuchAlgorithmException {
        var micros = ChronoUnit.MICROS.between(Instant.EPOCH, deed.at());
        var content = Arrays.asList(
                deed.chain(),
                deed.place(),
                micros,
                deed.actor(),
                deed.actorName(),
                deed.source(),
                deed.address(),
                deed.request(),
                deed.action(),
                deed.app(),
                deed.environment(),
                deed.generation(),
                deed.detail());
        var values = content.stream()
                .map(JsonMapper.builder().build()::writeValueAsString)
                .toList();
        var text = deed.previous() + "[" + String.join(", ", values) + "]";
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void eachDeedHoldsTheHashOfTheOneBefore() throws NoSuchAlgorithmException {
        // When
        MDC.put("address", "2001:db8::7");
        MDC.put("request", "9f3c");
        did("grades", "1.4.2, \\ and a\nnew line\tand \u0001, æ and 🎄");
        MDC.clear();
        did("votes", "other");
        did("grades", "");
        did(null, "drift");

        // Then
        var deeds = all();
        assertThat(deeds)
                .extracting(FullEntry::chain)
                .containsExactly("app/grades", "app/grades", "app/votes", "environment/" + ENVIRONMENT);
        assertThat(deeds).extracting(FullEntry::place).containsExactly(1L, 2L, 1L, 1L);
        assertThat(deeds.get(1).previous()).isEqualTo(deeds.get(0).hash());
        for (var deed : deeds) {
            assertThat(deed.hash()).isEqualTo(computed(deed));
        }
        assertThat(audit.check()).isEqualTo(new Check(4, List.of()));
    }

    /** The program in docs/audit.md does what it says. */
    @Test
    void anExportIsCheckedElsewhere() throws Exception {
        // Given
        var python = Stream.of("/usr/bin/python3", "/usr/local/bin/python3")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        Assumptions.assumeTrue(python.isPresent(), "python3 is not here: the program of docs/audit.md is NOT checked");
        var program = Files.readString(Path.of("docs/audit.md"))
                .replaceFirst("(?s).*```python\n", "")
                .replaceFirst("(?s)```.*", "");
        did("grades", "1.4.2, \\ and \"quotes\", a\nnew line, \u007f, æ and 🎄");
        did(null, "");
        did("grades", "2.0.0");
        var json = JsonMapper.builder().build();
        var export =
                all().stream().map(deed -> json.writeValueAsString(deed) + "\n").collect(Collectors.joining());

        // Then
        assertThat(run(python.get(), program, export)).isEqualTo("3 deeds, each as it was written\n");
        assertThat(run(python.get(), program, export.replace("2.0.0", "2.0.1")))
                .isEqualTo("app/grades 2 is not as it was written\n");
        assertThat(run(python.get(), program, export.lines().skip(1).collect(Collectors.joining("\n"))))
                .isEqualTo("app/grades 2 is not as it was written\n");
    }

    private static String run(String python, String program, String input) throws IOException {
        var process = new ProcessBuilder(python, "-c", program)
                .redirectErrorStream(true)
                .start();
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            update audit_event set detail = 'nothing' where place = 2             | 2
            update audit_event set actor_name = 'Ola' where place = 1             | 1
            update audit_event set at = at + interval '1 microsecond' where place = 3 | 3
            update audit_event set address = null where place = 2                 | 2
            delete from audit_event where place = 2                               | 3
            delete from audit_event where place = 1                               | 2
            delete from audit_event where place = 3                               | 3
            delete from audit_chain                                               | 3
            update audit_chain c set place = 2, hash = (select hash from audit_event where place = 2) | 3
            update audit_chain set place = 4                                      | 4
            """)
    void whatIsAlteredPastThePortalShows(String statement, long place) {
        // Given
        MDC.put("address", "10.0.0.7");
        LongStream.rangeClosed(1, 3).forEach(each -> did("grades", "number " + each));
        MDC.clear();

        // When
        tamper(statement);

        // Then
        assertThat(audit.check().breaks()).contains(new Check.Break("app/grades", place));
    }

    @Test
    void theEndOfAChainIsMovedByDeedsAlone() {
        // Given
        did("grades", "1");

        // Then
        for (var statement : List.of(
                "delete from audit_chain",
                "truncate audit_chain",
                "update audit_chain set place = 0",
                "update audit_chain set place = place + 2",
                "update audit_chain set chain = 'app/votes', place = place + 1")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(statement)
                    .isThrownBy(() -> sql.execute(statement))
                    .withMessageContaining("only grows");
        }
    }

    @Test
    void aHashThatIsComputedAnewBreaksTheNextDeed() {
        // Given
        LongStream.rangeClosed(1, 3).forEach(each -> did("grades", "number " + each));

        // When
        tamper("update audit_event set detail = 'nothing' where place = 2");
        tamper("update audit_event e set hash = audit_hash(previous, audit_content(e)) where place = 2");

        // Then
        assertThat(audit.check().breaks()).containsExactly(new Check.Break("app/grades", 3));
    }

    @Test
    void manyAtOnceStandInOneLine() throws Exception {
        // When
        try (var members = Executors.newFixedThreadPool(8)) {
            for (var each : IntStream.range(0, 60).mapToObj(Integer::toString).toList()) {
                members.submit(() -> did(each.endsWith("0") ? "votes" : "grades", each));
            }
        }

        // Then
        assertThat(audit.check()).isEqualTo(new Check(60, List.of()));
        assertThat(all().stream().filter(deed -> deed.chain().equals("app/grades")))
                .extracting(FullEntry::place)
                .isEqualTo(LongStream.rangeClosed(1, 54).boxed().toList());
        assertThat(sql.fetchCount(AUDIT_EVENT, AUDIT_EVENT.CHAIN.eq("app/grades")))
                .isEqualTo(54);
    }

    @Test
    void deedsOfOneApplicationDoNotWaitForThoseOfAnother() {
        sql.transaction(first -> {
            // Given
            new Audit(new AuditRepository(first.dsl()), Clock.systemUTC())
                    .record(new Deed(KARI, "Kari", "portal", "version.accept", "grades", null, null, ""));

            // When
            sql.transaction(second -> {
                second.dsl().execute("set local lock_timeout = '200ms'");
                new Audit(new AuditRepository(second.dsl()), Clock.systemUTC())
                        .record(new Deed(KARI, "Kari", "portal", "version.accept", "votes", null, null, ""));
            });
        });

        // Then
        assertThat(audit.check()).isEqualTo(new Check(2, List.of()));
    }

    /** Those of before the chain, of a portal that was upgraded. */
    @Test
    void whatWasOnRecordBeforeIsChainedToo() {
        // Given
        sql.execute("drop schema public cascade");
        sql.execute("create schema public");
        migrate("18");
        for (var app : List.of("grades", "votes", "grades")) {
            sql.execute(
                    "insert into audit_event (at, actor_name, source, action, app) values (now(), 'Kari', 'portal', 'a', ?)",
                    app);
        }

        // When
        migrate("latest");
        did("grades", "after it");

        // Then
        assertThat(all()).extracting(FullEntry::place).containsExactly(1L, 2L, 3L, 1L);
        assertThat(audit.check()).isEqualTo(new Check(4, List.of()));
    }

    private void migrate(String target) {
        sql.connection(connection -> Flyway.configure()
                .dataSource(
                        connection.getMetaData().getURL(),
                        connection.getMetaData().getUserName(),
                        "postgres")
                .target(target)
                .load()
                .migrate());
    }

    @Test
    void aSearchFindsWhoWhatAndFromWhere() {
        // Given
        MDC.put("address", "10.0.0.7");
        MDC.put("request", "9f3c");
        did("grades", "1.4.2");
        MDC.clear();
        did("votes", "100 %");

        // Then
        assertThat(found("ØDEGÅRD")).hasSize(2);
        assertThat(found("grades")).containsExactly("1.4.2");
        assertThat(found("9F3C")).containsExactly("1.4.2");
        assertThat(found("10.0.0.7")).containsExactly("1.4.2");
        assertThat(found("VERSION.")).containsExactly("100 %", "1.4.2");
        assertThat(found("%")).containsExactly("100 %");
        assertThat(found("_")).isEmpty();
        assertThat(audit.search(new Search("", NOW.plus(Duration.ofSeconds(1))), Long.MAX_VALUE, 9))
                .isEmpty();
    }

    private List<String> found(String text) {
        return audit.search(new Search(text, Instant.EPOCH), Long.MAX_VALUE, 9).stream()
                .map(FullEntry::detail)
                .toList();
    }
}
