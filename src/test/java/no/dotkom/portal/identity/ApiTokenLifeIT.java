package no.dotkom.portal.identity;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import no.dotkom.portal.identity.ApiToken.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a token is good, and that its maker takes it along (S34, P16, P17). */
class ApiTokenLifeIT extends ApiTokenTests {
    @ParameterizedTest
    @ValueSource(ints = {7, 30, 90})
    void itEndsWhenItWasToEnd(int days) {
        // Given
        var made = made(days);

        // When
        clock.forward(Duration.ofDays(days).minusSeconds(1));

        // Then
        assertThat(state(made.text())).isEqualTo(State.OPEN);
        assertThat(tokens.isOpen(made.token().id())).isTrue();

        // When
        clock.forward(Duration.ofSeconds(1));

        // Then
        assertThat(state(made.text())).isEqualTo(State.EXPIRED);
        assertThat(tokens.isOpen(made.token().id())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 91, 365, -7})
    void noOtherLifeIsGiven(int days) {
        assertThatIllegalArgumentException().isThrownBy(() -> made(days));
    }

    @Test
    void aRevokedOneOpensNothingFromThenOn() {
        // Given
        var made = made(7);
        var other = place("elsewhere");

        // When
        tokens.revoke(kari, other, made.token().id());

        // Then
        assertThat(state(made.text())).isEqualTo(State.OPEN);

        // When
        tokens.revoke(kari, place, made.token().id());
        tokens.revoke(kari, place, made.token().id());

        // Then
        assertThat(state(made.text())).isEqualTo(State.REVOKED);
        assertThat(sql.fetchCount(
                        AUDIT_EVENT,
                        AUDIT_EVENT.ACTION.eq("token.revoke"),
                        AUDIT_EVENT.ENVIRONMENT.eq(place.environment().value())))
                .isEqualTo(1);
    }

    @Test
    void whoeverMadeItTakesItAlongWithinFiveMinutes() {
        // Given
        var made = made(30);
        source.answer = new MembershipSource.Answer.Known(Memberships.NONE);

        // When
        clock.forward(Duration.ofMinutes(5));

        // Then
        assertThat(state(made.text())).isEqualTo(State.LEFT);
        assertThat(tokens.isOpen(made.token().id())).isFalse();
        assertThat(tokens.of(place.environment()))
                .extracting(ApiToken.Listed::state)
                .containsExactly(State.LEFT);
    }

    @Test
    void soDoesWhoHasALesserRoleNow() {
        // Given
        var made = made(30);
        source.answer = new MembershipSource.Answer.Known(as(Role.VIEWER));

        // When
        clock.forward(Duration.ofMinutes(5));

        // Then
        assertThat(state(made.text())).isEqualTo(State.LEFT);
    }

    @Test
    void whomNobodyVouchesForOpensNothingUntilTheySignInAgain() {
        // Given
        var made = made(30);
        source.answer = new MembershipSource.Answer.Refused();

        // When
        clock.forward(Duration.ofMinutes(5));

        // Then
        assertThat(state(made.text())).isEqualTo(State.UNSURE);

        // When
        source.answer = new MembershipSource.Answer.Known(as(Role.DEVELOPER));

        // Then
        assertThat(state(made.text())).isEqualTo(State.OPEN);
    }

    @Test
    void whenTheSourceIsSilentTheLastKnownRightsCount() {
        // Given
        var made = made(30);
        source.answer = new MembershipSource.Answer.Unreachable("down");

        // When
        clock.forward(Duration.ofHours(2));

        // Then
        assertThat(state(made.text())).isEqualTo(State.OPEN);
    }
}
