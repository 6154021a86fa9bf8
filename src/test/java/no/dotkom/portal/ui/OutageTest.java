package no.dotkom.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.CannotCreateTransactionException;

/** 503 asks to come again, 500 says that we are at fault: which it is hangs on what PostgreSQL said. */
class OutageTest {
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "53100", "57P01", "57P02", "57P03", "25006"})
    void aServerThatCannotServeNowIsAnOutage(String state) {
        assertThat(Outage.isBehind(new IllegalStateException(new SQLException("away", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22P02", "P0001"})
    void aMistakeOfOursIsNone(String state) {
        assertThat(Outage.isBehind(new IllegalStateException(new SQLException("wrong", state))))
                .isFalse();
    }

    @Test
    void anEmptyPoolIsAnOutage() {
        var timeout = new SQLTransientConnectionException("Connection is not available");
        assertThat(Outage.isBehind(new CannotCreateTransactionException("no", timeout)))
                .isTrue();
        assertThat(Outage.isBehind(new IllegalStateException("no SQL at all"))).isFalse();
    }
}
