package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import no.dotkom.portal.ui.Changes;
import no.dotkom.portal.ui.Topic;
import no.dotkom.portal.ui.stream.PageStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The page's stream, read as bytes. */
@Tag("alone")
class PageStreamIT extends RunningFurniture {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /** One frame: its id, its event's name, its payload. */
    record Frame(String id, String event, String data) {}

    private final DemoRoom room;
    private final PageStream streams;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final List<HttpResponse<InputStream>> open = new ArrayList<>();

    PageStreamIT(
            @Autowired DemoRoom room,
            @Autowired PageStream streams,
            @Autowired Changes changes,
            @Autowired PlatformTransactionManager transactions) {
        this.room = room;
        this.streams = streams;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
    }

    @AfterEach
    void closeStreams() throws IOException {
        for (var stream : open) {
            stream.body().close();
        }
    }

    private BlockingQueue<Frame> follow(Visitor who, String topics, Consumer<HttpRequest.Builder> with)
            throws IOException, InterruptedException {
        var answer = who.stream("/events?" + topics + "&view=thing", with);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        open.add(answer);
        var frames = new LinkedBlockingQueue<Frame>();
        Thread.ofVirtual().start(() -> read(answer.body(), frames));
        return frames;
    }

    private static void read(InputStream from, BlockingQueue<Frame> into) {
        try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            var id = "";
            var event = "";
            var data = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.add(line.substring(6));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    if (!event.equals("ping")) {
                        into.add(new Frame(id, event, String.join("\n", data)));
                    }
                    event = "";
                    data.clear();
                }
            }
        } catch (IOException closed) {
            into.add(new Frame("", "closed", ""));
        }
        into.add(new Frame("", "ended", ""));
    }

    private static Frame next(BlockingQueue<Frame> frames) throws InterruptedException {
        var frame = frames.poll(5, TimeUnit.SECONDS);
        assertThat(frame).as("a frame within 5 s").isNotNull();
        return frame;
    }

    private static @Nullable Frame nextWithin(BlockingQueue<Frame> frames, int millis) throws InterruptedException {
        return frames.poll(millis, TimeUnit.MILLISECONDS);
    }

    private static String position(Visitor who, String thing) throws IOException, InterruptedException {
        return who.get("/things/" + thing).body().replaceAll("(?s).*after=([0-9a-f]+-[0-9]+).*", "$1");
    }

    @Test
    void aChangeReachesThePageAsTheFragmentItWasMadeOf() throws IOException, InterruptedException {
        // Given
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var frames = follow(kari, "topic=thing:one&after=" + position(kari, "one"), request -> {});

        // When
        room.set("one", "made <b>\r\ndata: forged\rid: 7");

        // Then
        var message = next(frames);
        assertThat(message.event()).isEmpty();
        assertThat(message.data())
                .startsWith("<hx-partial hx-target=\"#thing\" hx-swap=\"outerMorph\"><section id=\"thing\">")
                .contains("made &lt;b&gt;\ndata: forged\nid: 7")
                .endsWith("</section></hx-partial>");
        assertThat(next(frames)).extracting(Frame::event, Frame::data).containsExactly("thing-told", "one");
    }

    @Test
    void nothingIsToldBeforeTheTransactionCommitsAndNothingIfItDoesNot() throws IOException, InterruptedException {
        // Given
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var frames = follow(kari, "topic=thing:two&after=" + position(kari, "two"), request -> {});

        // When
        transaction.executeWithoutResult(status -> {
            changes.changed(Topic.of("thing", "two"));
            status.setRollbackOnly();
        });

        // Then
        assertThat(nextWithin(frames, 700)).isNull();
    }

    @Test
    void aPageThatIsUpToDateIsNotDrawnAgainAndOneOfAnotherInstanceIs() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var current = follow(kari, "topic=thing:three&after=" + position(kari, "three"), request -> {});
        var foreign = follow(kari, "topic=thing:three&after=abcdefabcdef-17", request -> {});
        var unknown = follow(kari, "topic=thing:three", request -> {});
        assertThat(next(foreign).data()).contains("nothing yet");
        assertThat(next(unknown).data()).contains("nothing yet");
        assertThat(nextWithin(current, 300)).isNull();
    }

    @Test
    void afterACutOnlyWhatChangedIsToldAndNothingTwice() throws IOException, InterruptedException {
        // Given
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var first = follow(kari, "topic=thing:four&topic=thing:five&after=" + position(kari, "four"), request -> {});
        room.set("four", "before the cut");
        var last = next(first).id();
        open.removeFirst().body().close();
        room.set("five", "during the cut");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !position(kari, "five").equals(last));

        // When
        var resumed =
                follow(kari, "topic=thing:four&topic=thing:five", request -> request.header("Last-Event-ID", last));

        // Then
        assertThat(next(resumed).data()).contains("during the cut");
        assertThat(next(resumed).event()).isEqualTo("thing-told");
        assertThat(nextWithin(resumed, 500)).isNull();
    }

    @Test
    void whoMayNotSeeATopicLearnsNotEvenThatItExists() throws IOException, InterruptedException {
        var ola = Visitor.signedIn(url(), LocalPerson.OLA);
        for (var topics : List.of(
                "topic=thing:one",
                "topic=env:" + NOBODY,
                "topic=",
                "topic=%3Cb%3E",
                "topic=thing:one&topic=thing:two")) {
            assertThat(ola.get("/events?" + topics + "&view=thing").statusCode())
                    .as(topics)
                    .isEqualTo(404);
        }
    }

    @Test
    void aStreamEndsWhenTheTeamIsLeft() throws IOException, InterruptedException, SQLException {
        // Given
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var frames = follow(kari, "topic=thing:six&after=" + position(kari, "six"), request -> {});

        // When
        execute("delete from membership where member_id = (select id from member where subject = 'kari')");

        // Then
        await().atMost(Duration.ofSeconds(8))
                .until(() -> frames.stream().anyMatch(frame -> frame.event().equals("ended")));
        assertThat(kari.get("/things/six").statusCode()).isEqualTo(403);
    }

    @Test
    void aStreamEndsWithItsSession() throws IOException, InterruptedException {
        var ada = Visitor.signedIn(url(), LocalPerson.ADA);
        var frames = follow(ada, "topic=thing:seven&after=" + position(ada, "seven"), request -> {});
        ada.post(
                "/logout", Map.of("_csrf", Visitor.token(ada.get("/preferences").body())));
        await().atMost(Duration.ofSeconds(8))
                .until(() -> frames.stream().anyMatch(frame -> frame.event().equals("ended")));
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database().dataSource().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    @Test
    void theSeventhStreamOfAMemberIsRefusedAndClosedOnesDoNotCount() throws IOException, InterruptedException {
        // Given
        var ada = Visitor.signedIn(url(), LocalPerson.ADA);
        for (int i = 0; i < 6; i++) {
            follow(ada, "topic=thing:many&after=" + position(ada, "many"), request -> {});
        }

        // When
        var seventh = ada.get("/events?topic=thing:many&view=thing");

        // Then
        assertThat(seventh.statusCode()).isEqualTo(429);
        assertThat(seventh.headers().firstValue("Retry-After")).isPresent();
        open.removeLast().body().close();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                follow(ada, "topic=thing:many&after=" + position(ada, "many"), request -> {}))
                        .isNotNull());
    }

    @Test
    void aRegionThatCannotBeDrawnDoesNotEndTheStream() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var frames = follow(kari, "topic=thing:nine&topic=thing:ten&after=" + position(kari, "nine"), request -> {});
        room.set("nine", "cannot be drawn");
        room.set("ten", "still here");
        assertThat(next(frames).data()).contains("still here");
    }

    @Test
    void stalledReadersDelayNobodyAndAreCutOff() throws IOException, InterruptedException {
        // Given
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var cookie = kari.cookie("portal").orElseThrow().getValue();
        var stalled = new ArrayList<Socket>();
        for (int i = 0; i < 3; i++) {
            stalled.add(stalledReader(cookie));
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> streams.count() >= 3);
        var healthy = follow(kari, "topic=thing:slow&after=" + position(kari, "slow"), request -> {});

        // When
        var worst = Duration.ZERO;
        for (int i = 0; i < 30; i++) {
            var words = "number " + i + " ";
            room.set("slow", words + " ".repeat(300_000) + "end");
            var from = System.nanoTime();
            while (!next(healthy).data().contains(words)) {
                // What was drawn before this change.
            }
            var took = Duration.ofNanos(System.nanoTime() - from);
            worst = took.compareTo(worst) > 0 ? took : worst;
            Thread.sleep(60);
        }

        // Then
        assertThat(worst).isLessThan(Duration.ofSeconds(2));
        await().atMost(Duration.ofSeconds(25)).until(() -> streams.count() <= 1);
        for (var socket : stalled) {
            socket.close();
        }
    }

    /** Asks for a stream and never reads it. */
    private static Socket stalledReader(String cookie) throws IOException {
        var socket = new Socket();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port()));
        socket.getOutputStream()
                .write(("GET /events?topic=thing:slow&view=thing HTTP/1.1\r\nHost: localhost:" + port()
                                + "\r\nCookie: portal=" + cookie + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
