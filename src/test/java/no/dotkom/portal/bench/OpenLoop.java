package no.dotkom.portal.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Requests that arrive at a constant rate, whether the ones before are answered or not: a portal that falls behind is
 * seen to. Each is timed from when it was due, not from when it was sent, until its last byte.
 */
final class OpenLoop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One answer. @param status 0 when none came */
    record Answer(BenchPage page, double milliseconds, int status, int bytes) {
        boolean wrong() {
            return status != page.status();
        }
    }

    /** @param cookies as one header @param token that a form needs */
    record Session(String cookies, String token) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final String portal;
    private final List<BenchPage> pages;
    private final List<Session> sessions;
    private int arrived;
    private long latest;

    OpenLoop(String portal, List<BenchPage> pages, List<Session> sessions) {
        this.portal = portal;
        this.pages = pages;
        this.sessions = sessions;
    }

    /** Returns when the last request that arrived within {@code length} is answered or given up. */
    List<Answer> run(int perSecond, Duration length) {
        var answers = new ConcurrentLinkedQueue<Answer>();
        var underway = new ArrayList<CompletableFuture<Void>>();
        latest = 0;
        var begun = System.nanoTime();
        var count = perSecond * length.toSeconds();
        for (var number = 0L; number < count; number++) {
            var due = begun + number * 1_000_000_000L / perSecond;
            waitUntil(due);
            latest = Math.max(latest, System.nanoTime() - due);
            underway.add(send(arrived++, due).thenAccept(answers::add));
        }
        CompletableFuture.allOf(underway.toArray(CompletableFuture[]::new)).join();
        return List.copyOf(answers);
    }

    /** How late the last run sent its latest request, milliseconds: what the machine itself held up. */
    double latestMilliseconds() {
        return latest / 1e6;
    }

    private static void waitUntil(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private CompletableFuture<Answer> send(int number, long due) {
        var page = pages.get(number % pages.size());
        var path = page.paths().get(number / pages.size() % page.paths().size());
        var session = sessions.get(number % sessions.size());
        return client.sendAsync(request(page, path, session), BodyHandlers.ofByteArray())
                .handle((answer, failure) ->
                        answer == null ? new Answer(page, since(due), 0, 0) : answered(page, due, answer));
    }

    private static Answer answered(BenchPage page, long due, HttpResponse<byte[]> answer) {
        return new Answer(page, since(due), answer.statusCode(), answer.body().length);
    }

    private static double since(long due) {
        return (System.nanoTime() - due) / 1e6;
    }

    private HttpRequest request(BenchPage page, String path, Session session) {
        var request = HttpRequest.newBuilder(URI.create(portal + path))
                .timeout(PATIENCE)
                .header("Accept", "text/html, application/json;q=0.9")
                .header("Accept-Encoding", "gzip")
                .header("Accept-Language", "en");
        if (page.signedIn()) {
            request.header("Cookie", session.cookies());
        }
        if (!page.form().isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(BodyPublishers.ofString(form(page.form(), session)));
        }
        return request.build();
    }

    private static String form(Map<String, String> fields, Session session) {
        return fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))
                + "&_csrf=" + URLEncoder.encode(session.token(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
