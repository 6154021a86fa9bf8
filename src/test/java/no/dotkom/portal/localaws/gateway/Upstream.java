package no.dotkom.portal.localaws.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Talks to the targets: one connection for each request, bodies streamed both ways. */
final class Upstream implements Closeable {
    private static final int CONNECT_MS = 5_000;
    private static final int MANY = 2_000;
    private static final int BUFFER = 16 * 1024;

    /** Headers that speak of one connection, not of the request (RFC 9110 §7.6.1), and those that streams set anew. */
    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect");

    private final CloseableHttpClient client;

    Upstream(Duration idle) {
        this.client = HttpClients.custom()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(CONNECT_MS)
                        .setSocketTimeout((int) idle.toMillis())
                        .setRedirectsEnabled(false)
                        .build())
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                .setMaxConnTotal(MANY)
                .setMaxConnPerRoute(MANY)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody listens there, or it hung up. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(IOException cause) {
            super(cause);
        }
    }

    /** Somebody listens there, but does not answer. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent(IOException cause) {
            super(cause);
        }
    }

    /** Sends the visitor's request on and waits for the head of the answer. */
    Answer ask(HttpExchange exchange, int port) throws Refused, Silent {
        var uri = exchange.getRequestURI();
        var request = RequestBuilder.create(exchange.getRequestMethod())
                .setUri("http://127.0.0.1:%d%s%s"
                        .formatted(port, uri.getRawPath(), uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        forwarded(exchange, request);
        body(exchange, request);
        try {
            return new Answer(client.execute(request.build()));
        } catch (SocketTimeoutException | ConnectTimeoutException e) {
            throw new Silent(e);
        } catch (IOException e) {
            throw new Refused(e);
        }
    }

    private static void forwarded(HttpExchange exchange, RequestBuilder request) {
        var visitor = exchange.getRemoteAddress().getAddress().getHostAddress();
        var before = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
        request.setHeader("X-Forwarded-For", before == null ? visitor : before + ", " + visitor);
        request.setHeader("X-Forwarded-Proto", "http");
        request.setHeader(
                "X-Forwarded-Port", String.valueOf(exchange.getLocalAddress().getPort()));
    }

    private static void body(HttpExchange exchange, RequestBuilder request) {
        var length = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Length"), "");
        var chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        if (chunked || (!length.isEmpty() && !length.equals("0"))) {
            request.setEntity(new InputStreamEntity(exchange.getRequestBody(), chunked ? -1 : Long.parseLong(length)));
        }
    }

    /** A target's answer whose body has not been read yet. */
    static final class Answer implements Closeable {
        private final CloseableHttpResponse response;

        Answer(CloseableHttpResponse response) {
            this.response = response;
        }

        int status() {
            return response.getStatusLine().getStatusCode();
        }

        /** What comes is passed on at once; a visitor who has left ends it. */
        void copyTo(HttpExchange exchange) throws IOException {
            for (var header : response.getAllHeaders()) {
                if (!HOP.contains(header.getName().toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().add(header.getName(), header.getValue());
                }
            }
            var entity = response.getEntity();
            if (entity == null || exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status(), -1);
                return;
            }
            var length = entity.getContentLength();
            exchange.sendResponseHeaders(status(), length < 0 ? 0 : length == 0 ? -1 : length);
            pump(entity.getContent(), exchange.getResponseBody());
        }

        private static void pump(InputStream from, OutputStream to) throws IOException {
            var buffer = new byte[BUFFER];
            for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
        }

        @Override
        public void close() throws IOException {
            response.close();
        }
    }
}
