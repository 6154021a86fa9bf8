package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.logs.LogDownload;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The log as a file. */
class LogDownloadIT extends DashboardPages {
    @Autowired
    private LogDownload downloads;

    private static String group(Scene scene) {
        return "/apps/" + scene.ref().name().full();
    }

    private void write(Scene scene, String text) {
        lines.write(group(scene), "7f3a0000", Instant.now(), text);
    }

    @Test
    void aLogIsDownloadedFilteredOrWhole() throws IOException {
        // Given
        var scene = live();
        IntStream.range(0, 6_000).forEach(i -> write(scene, "INFO line " + i));
        write(scene, "\u001b[31mERROR\u001b[0m \"it\" broke");

        // When
        var whole = page(KARI, scene.path() + "/logs/download?format=log");
        var filtered = page(KARI, scene.path() + "/logs/download?format=jsonl&level=error");

        // Then
        assertThat(whole.getResponse().getHeader("Content-Disposition"))
                .matches("attachment; filename=\"app[0-9]+-production-[0-9]{8}T[0-9]{4}Z\\.log\"");
        assertThat(whole.getResponse().getContentAsString().lines().count()).isGreaterThanOrEqualTo(6_000);
        assertThat(filtered.getResponse().getContentAsString().lines().toList())
                .singleElement()
                .asString()
                .contains("\"level\":\"error\"", "\"text\":\"ERROR \\\"it\\\" broke\"");
    }

    @Test
    void aFileThatEndsEarlySaysWhy() throws IOException {
        // Given
        var silent = live();
        lines.silence(group(silent));
        var stalled = live();
        lines.stall(group(stalled));

        // Then
        assertThat(page(KARI, silent.path() + "/logs/download").getResponse().getContentAsString())
                .isEqualTo("# It ends here, because AWS did not answer: ThrottlingException: Rate exceeded\n");
        assertThat(page(KARI, stalled.path() + "/logs/download?format=jsonl")
                        .getResponse()
                        .getContentAsString())
                .isEqualTo("{\"note\":\"It ends here, because AWS did not come further in time.\"}\n");
    }

    @Test
    void aMemberHasOneDownloadAtATime() {
        // Given
        var path = live().path() + "/logs/download";
        try (var place = downloads.admit(KARI).orElseThrow()) {
            // Then
            assertThat(page(KARI, path)).hasStatus(429).headers().containsHeader("Retry-After");
            assertThat(page(VIEWER, path)).hasStatusOk();
        }
        assertThat(page(KARI, path)).hasStatusOk();
    }
}
