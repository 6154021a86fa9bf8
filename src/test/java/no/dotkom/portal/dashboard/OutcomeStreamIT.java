package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.dotkom.portal.identity.ApiToken.Scope;
import no.dotkom.portal.identity.ApiTokens.Making;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stream that waits for a version's end, read as bytes. */
@Tag("alone")
class OutcomeStreamIT extends WorkflowCalls {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private final List<InputStream> open = new ArrayList<>();

    private record Open(HttpResponse<InputStream> answer, List<String> lines) {
        /** The data of the events of that name. */
        List<String> events(String name) {
            var found = new ArrayList<String>();
            for (var line = 0; line + 1 < lines.size(); line++) {
                if (lines.get(line).equals("event: " + name)) {
                    found.add(lines.get(line + 1).substring("data: ".length()));
                }
            }
            return found;
        }

        boolean ended() {
            return lines.contains("ended");
        }
    }

    private static HttpResponse<InputStream> ask(String token, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).header("Accept", "text/event-stream");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private Open open(String token, Scene scene) throws IOException, InterruptedException {
        var answer = ask(token, api(scene) + "/versions/2");
        assertThat(answer.statusCode()).isEqualTo(200);
        open.add(answer.body());
        var lines = new CopyOnWriteArrayList<String>();
        Thread.ofVirtual().start(() -> {
            try (var from = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (var line = from.readLine(); line != null; line = from.readLine()) {
                    lines.add(line);
                }
            } catch (IOException closed) {
                // the test is over
            }
            lines.add("ended");
        });
        var stream = new Open(answer, lines);
        await().until(() -> !stream.events("version").isEmpty());
        return stream;
    }

    @AfterEach
    void closeAll() throws IOException {
        for (var stream : open) {
            stream.close();
        }
    }

    private Member tuva() {
        return makers().signedIn("Tuva Moe", WEBKOM, Role.DEVELOPER);
    }

    private Making.Made token(Scene scene) {
        return makers().make(tuva(), scene, "ci", Scope.READ, 7);
    }

    @Test
    void howAVersionEndsIsToldWithItsDiagnosisAndTheStreamCloses() throws Exception {
        // Given
        var scene = live().deploy("1.5", "search");
        var stream = open(token(scene).text(), scene);
        assertThat(stream.answer().headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        assertThat(JsonPath.<String>read(stream.events("version").getFirst(), "$.state"))
                .isEqualTo("running");

        // When
        scene.died("f1", 2, 137, "OutOfMemoryError: Container killed due to memory usage", List.of())
                .failed(5, Problem.of("CB-1").saying("tasks failed to start"));

        // Then
        await().until(stream::ended);
        var told = stream.events("version").getLast();
        assertThat(JsonPath.<String>read(told, "$.state")).isEqualTo("failed");
        assertThat(JsonPath.<String>read(told, "$.diagnosis.code")).isEqualTo("OOM-1");
        assertThat(JsonPath.<String>read(told, "$.diagnosis.sentence")).startsWith("The task used more than its");
        assertThat(stream.events("version")).hasSize(2);
        assertThat(stream.events("problem")).isEmpty();
    }

    @Test
    void aWorkflowWaitsSoTooAndWhatHasEndedIsToldAtOnce() throws Exception {
        // Given
        var scene = trusting().deploy("1.5", "search").live();

        // When
        var stream = open(token(), scene);

        // Then
        await().until(stream::ended);
        assertThat(stream.events("version")).singleElement().asString().contains("\"state\":\"live\"");
    }

    @Test
    void whoTakesAnythingIsGivenJson() {
        // Given
        var scene = live();

        // When
        var answer = ask(token(scene).text(), get(api(scene) + "/versions/1").header("Accept", "*/*"));

        // Then
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).startsWith("application/json");
    }

    @Test
    void aRevokedTokenEndsItWithAWord() throws Exception {
        // Given
        var scene = live().deploy("1.5", "search");
        var made = token(scene);
        var stream = open(made.text(), scene);

        // When
        tokens.revoke(KARI, Makers.place(scene), made.token().id());

        // Then
        await().atMost(Duration.ofSeconds(8)).until(stream::ended);
        assertThat(stream.events("problem")).singleElement().asString().contains("401", "was revoked");
        assertThat(stream.events("version")).hasSize(1);
    }

    @Test
    void aMakerWhoWasRemovedEndsIt() throws Exception {
        // Given
        var scene = live().deploy("1.5", "search");
        var tuva = tuva();
        var stream = open(makers().make(tuva, scene, "ci", Scope.READ, 7).text(), scene);

        // When
        makers().remove(tuva);

        // Then
        await().atMost(Duration.ofSeconds(8)).until(stream::ended);
        assertThat(stream.events("problem")).hasSize(1);
    }

    @Test
    void aWorkflowThatIsTrustedNoMoreIsToldNothingMore() throws Exception {
        // Given
        var scene = trusting().deploy("1.5", "search");
        var stream = open(token(), scene);

        // When
        var trust = trusts.of(scene.ref().id()).getFirst();
        trusts.remove(KARI, scene.ref().id(), scene.ref().name(), trust.id());

        // Then
        await().atMost(Duration.ofSeconds(8)).until(stream::ended);
        assertThat(stream.events("problem")).hasSize(1);
        assertThat(stream.events("version")).hasSize(1);
    }

    /** It was signed for minutes, a rollout may last longer. */
    @Test
    void nothingIsToldBeyondTheLifeOfAWorkflowsToken() throws Exception {
        // Given
        var scene = trusting().deploy("1.5", "search");
        var claims = claims();
        claims.put("exp", Instant.now().plusSeconds(3));
        var stream = open(sign(claims, KnownKeys.KEY), scene);

        // Then
        await().atMost(Duration.ofSeconds(12)).until(stream::ended);
        assertThat(stream.events("problem")).hasSize(1);
    }

    @Test
    void whatMayNotBeSeenIsNotThereAndNobodyIsToldNothing() throws Exception {
        // Given
        var scene = live();
        var token = token(scene).text();
        var foreign = ask(token, api(live()) + "/versions/1");
        var absent = ask(token, api(scene) + "/versions/7");
        var nobody = ask("", api(scene) + "/versions/1?access_token=" + token);

        // Then
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(nobody.statusCode()).isEqualTo(401);
        for (var answer : List.of(foreign, absent, nobody)) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
    }

    @Test
    void theSeventhOfATokenIsRefusedAndAClosedOneMakesRoom() throws Exception {
        // Given
        var scene = live().deploy("1.5", "search");
        var token = token(scene).text();
        for (var time = 0; time < 6; time++) {
            open(token, scene);
        }

        // When
        var seventh = ask(token, api(scene) + "/versions/2");

        // Then
        assertThat(seventh.statusCode()).isEqualTo(429);
        assertThat(seventh.headers().firstValue("Retry-After")).isPresent();
        assertThat(new String(seventh.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("STREAM-1");
        open.removeFirst().close();
        await().atMost(Duration.ofSeconds(8))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ask(token, api(scene) + "/versions/2").statusCode() == 200);
    }

    @Test
    void whoDoesNotReadKeepsNobodyWaiting() throws Exception {
        // Given
        var scene = live().deploy("1.5", "search");
        var stalled = new ArrayList<Socket>();
        for (var time = 0; time < 3; time++) {
            stalled.add(stalledReader(token(scene).text(), api(scene) + "/versions/2"));
        }
        var stream = open(token(scene).text(), scene);

        // When
        scene.live();

        // Then
        await().atMost(Duration.ofSeconds(5)).until(stream::ended);
        assertThat(stream.events("version")).hasSize(2);
        for (var socket : stalled) {
            socket.close();
        }
    }

    private static Socket stalledReader(String token, String path) throws IOException {
        var socket = new Socket();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        var portal = URI.create(url());
        socket.connect(new InetSocketAddress("127.0.0.1", portal.getPort()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + portal.getAuthority()
                                + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
