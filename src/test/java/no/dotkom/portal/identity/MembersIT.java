package no.dotkom.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.model.TeamSlug;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How old rights may be, on a real database and a clock that is moved. */
class MembersIT {
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final Memberships WEBKOM = Memberships.of(false, Map.of(new TeamSlug("webkom"), Role.DEVELOPER));

    /** A source whose answer a test sets. */
    private static final class Said implements MembershipSource {
        private volatile Answer answer = new Answer.Known(WEBKOM);
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Answer at(Person signIn) {
            return answer;
        }

        @Override
        public Answer again(UUID member, String issuer, String subject) {
            asked.incrementAndGet();
            return answer;
        }
    }

    private static final class Hand extends Clock {
        private volatile Instant now = Instant.parse("2026-11-22T11:04:11Z");

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

    private final Said source = new Said();
    private final Hand clock = new Hand();
    private final MemberRepository repository =
            new MemberRepository(DSL.using(DATABASE.dataSource(), SQLDialect.POSTGRES));
    private final Members members = new Members(repository, List.of(source), clock);
    private UUID kari = UUID.randomUUID();

    @BeforeEach
    void signIn() {
        repository.put(new Team(new TeamSlug("webkom"), "Webkom"));
        kari = members.signedIn(person(UUID.randomUUID().toString()), "Kari");
    }

    private static MembershipSource.Person person(String subject) {
        return new MembershipSource.Person("https://auth.example", subject, Map.of());
    }

    private Member current() {
        return members.current(kari).orElseThrow();
    }

    @Test
    void aRightThatWasTakenAwayIsGoneAfterFiveMinutes() {
        source.answer = new MembershipSource.Answer.Known(Memberships.NONE);
        clock.forward(Duration.ofMinutes(3));
        assertThat(current().outsider()).isFalse();
        clock.forward(Duration.ofMinutes(2));
        assertThat(current().outsider()).isTrue();
    }

    @Test
    void whoIsActiveDoesNotWaitForTheSource() throws InterruptedException {
        source.answer = new MembershipSource.Answer.Known(Memberships.NONE);
        clock.forward(Duration.ofMinutes(4));
        assertThat(current().outsider()).isFalse();
        for (int i = 0; i < 100 && !current().outsider(); i++) {
            Thread.sleep(20);
        }
        assertThat(current().outsider()).isTrue();
        assertThat(source.asked).hasValue(1);
    }

    @Test
    void whenTheSourceIsSilentTheLastKnownStaysAndItIsNotAskedAgainAtOnce() {
        source.answer = new MembershipSource.Answer.Unreachable("down");
        clock.forward(Duration.ofHours(1));
        assertThat(current().outsider()).isFalse();
        assertThat(current().outsider()).isFalse();
        assertThat(source.asked).hasValue(1);
        clock.forward(Duration.ofSeconds(31));
        assertThat(current().outsider()).isFalse();
        assertThat(source.asked).hasValue(2);
    }

    @Test
    void whenTheSourceRefusesTheSignInIsOver() {
        source.answer = new MembershipSource.Answer.Refused();
        clock.forward(Duration.ofMinutes(5));
        assertThat(members.current(kari)).isEmpty();
    }

    @Test
    void somebodyWithoutAccessIsLetInSoonAfterTheyWereAdded() {
        // Given
        source.answer = new MembershipSource.Answer.Known(Memberships.NONE);
        kari = members.signedIn(person(UUID.randomUUID().toString()), "Kari");
        source.answer = new MembershipSource.Answer.Known(WEBKOM);

        // When
        clock.forward(Duration.ofSeconds(11));

        // Then
        assertThat(current().outsider()).isFalse();
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsSomebodyElse() {
        var one = members.signedIn(new MembershipSource.Person("https://a.example", "7", Map.of()), "Kari");
        var again = members.signedIn(new MembershipSource.Person("https://a.example", "7", Map.of()), "Kari Nilsen");
        var other = members.signedIn(new MembershipSource.Person("https://b.example", "7", Map.of()), "Kari");
        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
        assertThat(repository.names(List.of(one))).containsEntry(one, "Kari Nilsen");
    }

    @Test
    void sealedTokensOpenOnlyForTheirMemberAndWithTheirKey() {
        // Given
        var properties =
                SettingsTest.properties("https://auth.example", SettingsTest.KEY, SettingsTest.CLAIM, List.of());
        var tokens = new SignInTokens(repository, properties, clock);
        var held = new Tokens("access", clock.instant(), "refresh");
        var ola = members.signedIn(person(UUID.randomUUID().toString()), "Ola");

        // When
        tokens.keep(kari, held);
        repository.keepTokens(ola, repository.tokens(kari).orElseThrow(), clock.instant());

        // Then
        assertThat(tokens.of(kari)).contains(held);
        assertThat(tokens.of(ola)).isEmpty();
        var otherKey = SettingsTest.properties(
                "https://auth.example", "YW5vdGhlciBrZXkgYW5vdGhlciBrZXkgYW5vdGhlciE=", SettingsTest.CLAIM, List.of());
        assertThat(new SignInTokens(repository, otherKey, clock).of(kari)).isEmpty();
        assertThat(new String(repository.tokens(kari).orElseThrow(), StandardCharsets.ISO_8859_1))
                .doesNotContain("access", "refresh");
    }
}
