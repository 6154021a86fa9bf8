package no.dotkom.portal.outside;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** The one place from which the portal speaks HTTP: no redirect is followed, 3 s, and only so much is read. */
@Component
class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** What came. */
    record Answer(int status, byte[] body, Map<String, String> headers) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * One GET, of which only the status is read.
     *
     * @throws IOException when nothing came in time
     */
    int status(URI uri, Map<String, String> headers) throws IOException {
        var response = send(request(uri, headers), BodyHandlers.ofInputStream(), TIMEOUT);
        try (InputStream unread = response.body()) {
            return response.statusCode();
        }
    }

    /**
     * One GET.
     *
     * @param most bytes of its body
     * @param patience of whoever may ask more than once; longer than 3 s it is not waited in any case
     * @throws IOException when it did not come whole in time, or is longer
     */
    Answer get(URI uri, Map<String, String> headers, int most, Duration patience) throws IOException {
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), most);
        var response = send(request(uri, headers), handler, patience.compareTo(TIMEOUT) < 0 ? patience : TIMEOUT);
        var told = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> told.put(name, values.getFirst()));
        return new Answer(response.statusCode(), response.body(), told);
    }

    private static HttpRequest request(URI uri, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("User-Agent", "container-portal")
                .GET();
        headers.forEach(request::header);
        return request.build();
    }

    /** The request's own time ends with the headers: a body that trickles is not waited for either. */
    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler, Duration patience)
            throws IOException {
        var answer = http.sendAsync(request, handler);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no answer in time", late);
        } catch (ExecutionException failed) {
            throw new IOException(
                    NestedExceptionUtils.getMostSpecificCause(failed).getMessage(), failed);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /**
     * True when every address of {@code host} is one of the public Internet: not of this machine, of the network around
     * it, or of the cloud's own services. The JVM keeps an answer of DNS for 30 s, so the address that was looked at is
     * the one that is connected to.
     *
     * @throws IOException when DNS does not know it
     */
    static boolean isPublic(String host) throws IOException {
        for (var address : InetAddress.getAllByName(host)) {
            if (!isPublic(address)) {
                return false;
            }
        }
        return true;
    }

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        // Of IPv6 the global addresses alone (2000::/3), without those of tunnels (2001:0::/32, 2002::/16), which hold
        // one
        // of IPv4; of IPv4 neither the carriers' own (100.64/10) nor what nobody has (0/8, 240/4).
        var global = address instanceof Inet6Address
                ? first >> 5 == 1 && !(first == 0x20 && (second == 2 || second == 1 && bytes[2] == 0 && bytes[3] == 0))
                : first != 0 && first < 240 && !(first == 100 && second >> 6 == 1);
        return global
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress();
    }
}
