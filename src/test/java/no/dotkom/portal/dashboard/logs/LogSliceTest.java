package no.dotkom.portal.dashboard.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.junit.jupiter.api.Test;

/** Where the stream of a page begins. */
class LogSliceTest {
    private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");

    private static LogSlice slice(Duration ago, String query) {
        var line = new LogTail.Line(new Cursor(NOW.minus(ago).toEpochMilli(), "37"), "1f0c", "a needle");
        return LogSlice.of(
                new LogTail.Slice(List.of(line), line.cursor(), false), LogQuery.of(query, List.of(), List.of()));
    }

    @Test
    void itIsTheLastLineOfLately() {
        assertThat(slice(Duration.ofSeconds(3), "").position(NOW).id()).isEqualTo("37");
    }

    @Test
    void afterASilenceItIsAMomentAgo() {
        assertThat(slice(Duration.ofHours(1), "").position(NOW)).isEqualTo(Cursor.at(NOW.minus(LogTail.OVERLAP)));
    }

    @Test
    void aSearchHasSeenWhatCameAfterItsLastLine() {
        assertThat(slice(Duration.ofSeconds(3), "needle").position(NOW))
                .isEqualTo(Cursor.at(NOW.minus(LogTail.OVERLAP)));
    }
}
