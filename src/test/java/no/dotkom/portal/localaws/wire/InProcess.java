package no.dotkom.portal.localaws.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The SDK's HTTP client without a socket: calls run on the caller's thread. A member that the model's types do not know
 * is a mistake of ours and is thrown through the SDK.
 */
public final class InProcess implements SdkHttpClient {
    /** The world that {@link #scoped} clients talk to: one set of clients serves many runs. */
    public static final ScopedValue<Dispatch> WORLD = ScopedValue.newInstance();

    private final Supplier<Dispatch> world;

    private InProcess(Supplier<Dispatch> world) {
        this.world = world;
    }

    public static InProcess to(Dispatch world) {
        return new InProcess(() -> world);
    }

    /** Talks to the {@link #WORLD} that is bound where the call is made. */
    public static InProcess scoped() {
        return new InProcess(WORLD::get);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return sdk(world.get().answer(ours(request), InProcess::refuse));
            }

            @Override
            public void abort() {
                // a call in this process is over before anybody can abort it
            }
        };
    }

    @Override
    public String clientName() {
        return "InProcess";
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static void refuse(String member) {
        throw new IllegalArgumentException("the modelled request has no member " + member);
    }

    private static Request ours(HttpExecuteRequest execute) throws IOException {
        var request = execute.httpRequest();
        return new Request(
                request.method().name(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                headers(request),
                body(execute));
    }

    private static byte[] body(HttpExecuteRequest execute) throws IOException {
        if (execute.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (var in = execute.contentStreamProvider().get().newStream()) {
            return in.readAllBytes();
        }
    }

    private static Map<String, String> headers(SdkHttpRequest request) {
        var headers = new LinkedHashMap<String, String>();
        request.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static HttpExecuteResponse sdk(Reply reply) {
        var response = SdkHttpResponse.builder().statusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", String.valueOf(reply.body().length));
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(reply.body())))
                .build();
    }
}
