package no.dotkom.portal.identity;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.API_TOKEN;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.identity.ApiToken.State;
import no.dotkom.portal.identity.ApiTokens.Making;
import org.junit.jupiter.api.Test;

/** What is kept of a token, and how it is made, read and listed (S34). */
class ApiTokensIT extends ApiTokenTests {
    @Test
    void ofATokenOnlyItsHashIsKept() throws Exception {
        // When
        var made = made(7);

        // Then
        var row = requireNonNull(sql.selectFrom(API_TOKEN)
                .where(API_TOKEN.ID.eq(made.token().id()))
                .fetchOne());
        assertThat(row.getHash())
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256").digest(made.text().getBytes(StandardCharsets.US_ASCII)));
        assertThat(String.valueOf(made)).doesNotContain(made.text());
        assertThat(tokens.of(place.environment()))
                .singleElement()
                .extracting(ApiToken.Listed::token)
                .isEqualTo(made.token());
        var deed = requireNonNull(
                sql.selectFrom(AUDIT_EVENT).orderBy(AUDIT_EVENT.ID.desc()).fetchAny());
        assertThat(deed.getAction()).isEqualTo("token.make");
        assertThat(deed.getActor()).isEqualTo(kari.id());
        assertThat(deed.getDetail())
                .isEqualTo("ci (deploy until 2026-11-29T11:04:11Z, id %s)"
                        .formatted(made.token().id()));
    }

    /** The portal deploys the service that knows who is a member. */
    @Test
    void whatHasAWrongChecksumIsNotLookedUp() {
        // Given
        var text = made(7).text();
        var before = statements.get();

        // When
        var answers = List.of(
                tokens.read(text.substring(0, 52)),
                tokens.read(text.substring(0, 20) + "0" + text.substring(21, 52) + "#"),
                tokens.read("dcs_" + "0".repeat(49)),
                tokens.read("dcs_" + "x".repeat(100_000)));

        // Then
        assertThat(answers).allMatch(Optional::isEmpty);
        assertThat(statements).hasValue(before);
    }

    @Test
    void oneThatNobodyGaveOutIsNone() {
        assertThat(tokens.read(TokenText.make(new SecureRandom()))).isEmpty();
    }

    @Test
    void itsUseIsWrittenAtMostOnceAMinute() {
        // Given
        var made = made(7);
        var first = clock.instant();
        tokens.read(made.text());
        clock.forward(Duration.ofSeconds(59));
        var before = statements.get();

        // When
        tokens.read(made.text());

        // Then
        assertThat(statements.get() - before).isLessThanOrEqualTo(2);
        assertThat(used()).isEqualTo(first);

        // When
        clock.forward(Duration.ofSeconds(1));
        tokens.read(made.text());

        // Then
        assertThat(used()).isEqualTo(clock.instant());
    }

    @Test
    void whatOpensNothingIsNotUsed() {
        // Given
        var made = made(7);
        tokens.revoke(kari, place, made.token().id());

        // When
        tokens.read(made.text());

        // Then
        assertThat(sql.fetchValue(
                        API_TOKEN.USED_AT, API_TOKEN.ID.eq(made.token().id())))
                .isNull();
    }

    private Instant used() {
        return requireNonNull(tokens.of(place.environment()).getFirst().token().usedAt());
    }

    @Test
    void aFormThatIsSentTwiceMakesOneAndTellsItOnce() {
        // Given
        var key = UUID.randomUUID().toString();
        make(7, key);

        // When
        var again = make(7, key);

        // Then
        assertThat(again).isInstanceOf(Making.Before.class);
        assertThat(tokens.of(place.environment())).hasSize(1);
    }

    @Test
    void tenOpenOnesAreTheMost() {
        // Given
        var first = made(7);
        for (var time = 1; time < ApiTokens.MOST; time++) {
            made(7);
        }

        // Then
        assertThat(make(7, "one more")).isInstanceOf(Making.TooMany.class);

        // When
        tokens.revoke(kari, place, first.token().id());

        // Then
        assertThat(make(7, "one more")).isInstanceOf(Making.Made.class);
    }

    @Test
    void whatEndedLongAgoIsNotListed() {
        // Given
        made(7);

        // When
        clock.forward(Duration.ofDays(36));
        assertThat(tokens.of(place.environment()))
                .extracting(ApiToken.Listed::state)
                .containsExactly(State.EXPIRED);
        clock.forward(Duration.ofDays(2));

        // Then
        assertThat(tokens.of(place.environment())).isEmpty();
    }
}
