package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The stream of a log, read as bytes. */
@Tag("alone")
class LogStreamIT extends DashboardPages {
    private static String group(Scene scene) {
        return "/apps/" + scene.ref().name().full();
    }

    private record Open(HttpResponse<InputStream> answer, List<String> frames) {}

    private static Open open(Visitor who, String address) throws IOException, InterruptedException {
        var answer = who.stream(address, request -> {});
        var frames = new CopyOnWriteArrayList<String>();
        Thread.ofVirtual().start(() -> {
            try (var from = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (var line = from.readLine(); line != null; line = from.readLine()) {
                    frames.add(line);
                }
            } catch (IOException closed) {
                // the test is over
            }
            frames.add("ended");
        });
        return new Open(answer, frames);
    }

    @Test
    void newLinesComeAsFramesThatNoLineCanForge() throws IOException, InterruptedException {
        // Given
        var scene = live();
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var stream =
                open(kari, scene.path() + "/logs/stream?after=" + Instant.now().toEpochMilli() + ".");
        await().until(() -> lines.followers() > 0);

        // When
        var line =
                lines.write(group(scene), "7f3a0000", Instant.now(), "a\r\nevent: end\ndata: {}\n\nid: 9 \"quoted\"");

        // Then
        await().untilAsserted(() -> assertThat(stream.frames()).contains("event: lines"));
        assertThat(stream.answer().headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        assertThat(stream.frames()).contains("id: " + line.cursor().text()).doesNotContain("event: end", "id: 9");
        assertThat(stream.frames())
                .anyMatch(frame -> frame.startsWith("data: [[\"" + line.cursor().text() + "\"")
                        && frame.contains("a\\nevent: end\\ndata: {}"));
        stream.answer().body().close();
    }

    @Test
    void aStreamIsFilteredAndGoesOnStrictlyAfterItsCursor() throws IOException, InterruptedException {
        // Given
        var scene = live();
        var had = lines.write(group(scene), "7f3a0000", Instant.now(), "ERROR one");
        lines.write(group(scene), "7f3a0000", Instant.now(), "INFO two");
        lines.write(group(scene), "7f3a0000", Instant.now(), "ERROR three");

        // When
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var stream = open(
                kari,
                scene.path() + "/logs/stream?level=error&after=" + had.cursor().text());

        // Then
        await().untilAsserted(() -> assertThat(String.join("", stream.frames())).contains("three"));
        assertThat(String.join("", stream.frames())).doesNotContain("ERROR one", "INFO two");
        stream.answer().body().close();
    }

    @Test
    void whoIsNotSignedInGetsNoRedirectAndAForeignStreamIsAbsent() throws IOException, InterruptedException {
        var scene = live();
        var nobody = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url() + scene.path() + "/logs/stream"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("Location")).isEmpty();
        var ola = Visitor.signedIn(url(), LocalPerson.OLA);
        assertThat(ola.stream(scene.path() + "/logs/stream", request -> {}).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aStreamEndsSoonAfterItsReaderSignedOut() throws IOException, InterruptedException {
        // Given
        var scene = live();
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var stream = open(kari, scene.path() + "/logs/stream");
        await().until(() -> stream.frames().contains("event: ping"));

        // When
        kari.post(
                "/logout",
                Map.of("_csrf", Visitor.token(kari.get("/preferences").body())));

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> stream.frames().contains("ended"));
        assertThat(stream.frames()).doesNotContain("event: end");
    }

    @Test
    void aStreamOfWhatIsRemovedSaysThatItEnds() throws IOException, InterruptedException {
        // Given
        var scene = live();
        var stream = open(Visitor.signedIn(url(), LocalPerson.KARI), scene.path() + "/logs/stream");
        await().until(() -> stream.frames().contains("event: ping"));

        // When
        scene.remove().gone();

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> stream.frames().contains("event: end"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aStreamGoesOnWithoutMarksWhenTheyCannotBeLookedUp(CapturedOutput said)
            throws IOException, InterruptedException {
        // Given
        var scene = live();
        var stream = open(Visitor.signedIn(url(), LocalPerson.KARI), scene.path() + "/logs/stream");
        await().until(() -> stream.frames().contains("event: ping"));

        // When
        sql.execute("alter table task_snapshot rename to away");
        try {
            await().until(() -> said.getOut().contains("could not be looked up"));
            lines.write(group(scene), "7f3a0000", Instant.now(), "still told");

            // Then
            await().untilAsserted(
                            () -> assertThat(String.join("", stream.frames())).contains("still told"));
        } finally {
            sql.execute("alter table away rename to task_snapshot");
        }
        stream.answer().body().close();
    }

    @Test
    void pagesAndLogsShareTheStreamsOfAMember() throws IOException, InterruptedException {
        // Given
        var scene = live();
        var path = scene.path() + "/logs/stream";
        var events = "/events?topic=env:" + scene.ref().id() + "&view=none";
        var ada = Visitor.signedIn(url(), LocalPerson.ADA);
        var streams = new ArrayList<Open>();
        for (int i = 0; i < 3; i++) {
            streams.add(open(ada, path));
            streams.add(open(ada, events));
        }
        assertThat(streams).allMatch(stream -> stream.answer().statusCode() == 200);

        // When
        var seventhLog = ada.stream(path, request -> {});
        var seventhPage = ada.stream(events, request -> {});

        // Then
        for (var refused : List.of(seventhLog, seventhPage)) {
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }

        // When
        streams.getFirst().answer().body().close();

        // Then
        var again = new AtomicReference<HttpResponse<InputStream>>();
        await().until(() -> {
            again.set(ada.stream(events, request -> {}));
            return again.get().statusCode() == 200;
        });
        again.get().body().close();
        for (var stream : streams) {
            stream.answer().body().close();
        }
    }

    @Test
    void aReaderThatStandsStillHarmsNobody() throws IOException, InterruptedException {
        // Given
        var scene = live();
        var path = scene.path() + "/logs/stream?after=" + Instant.now().toEpochMilli() + ".";
        var stalled = Visitor.signedIn(url(), LocalPerson.KARI).stream(path, request -> {});
        var other = open(Visitor.signedIn(url(), LocalPerson.KARI), path);
        await().until(() -> lines.followers() >= 2);

        // When
        var slowest = Duration.ZERO;
        for (int burst = 0; burst < 60; burst++) {
            var begun = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                lines.write(group(scene), "7f3a0000", Instant.now(), burst + "/" + i + " " + "x".repeat(1_000));
            }
            var took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            var last = burst + "/199 ";
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> String.join("", tail(other)).contains(last));
        }

        // Then
        assertThat(slowest).isLessThan(Duration.ofSeconds(2));
        assertThat(other.frames()).doesNotContain("event: gap");
        stalled.body().close();
        other.answer().body().close();
    }

    private static List<String> tail(Open stream) {
        var size = stream.frames().size();
        return stream.frames().subList(Math.max(0, size - 8), size);
    }
}
