package no.dotkom.portal.reconcile;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import no.dotkom.portal.local.LocalWorld;
import no.dotkom.portal.localaws.Containers;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.ecs.Tempo;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.localaws.world.Network;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** The AWS of the moment: a fresh virtual world for each test behind clients and a clock that stay. */
public final class VirtualAws {
    private static final UnaryOperator<String> SAME = UnaryOperator.identity();
    private final List<Fault.Call> calls = new ArrayList<>();
    private UnaryOperator<String> words = SAME;
    private Duration skew = Duration.ZERO;
    private @Nullable LocalAws world;
    private @Nullable Network network;

    public void begin(long seed) {
        calls.clear();
        skew = Duration.ZERO;
        words = SAME;
        world = LocalAws.virtual(LocalAws.Settings.seeded(seed)
                .manifest(platform -> LocalWorld.manifest(platform, "http://gateway.invalid"))
                .containers((parts, platform, served) -> {
                    var made = Containers.ecs(Tempo.quick()).make(parts, platform, served);
                    network = made.network();
                    return made;
                }));
        world.dispatch().watch(calls::add);
    }

    public LocalAws world() {
        return requireNonNull(world, "no world has begun");
    }

    Network.Answer ask(String instanceId, int port, String path) {
        return requireNonNull(network).get(instanceId, port, path, Duration.ofSeconds(3));
    }

    /** Every call that reached AWS since the world began, also those that failed there. */
    public List<Fault.Call> calls() {
        return List.copyOf(calls);
    }

    public void forgetCalls() {
        calls.clear();
    }

    /** What was written, by the names of the operations. */
    public List<String> writes() {
        return calls.stream()
                .filter(call -> !call.reads())
                .map(Fault.Call::operation)
                .toList();
    }

    public <T> List<T> requests(Class<T> type) {
        return calls.stream()
                .map(Fault.Call::request)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public void plan(Fault.Plan faults) {
        world().dispatch().plan(faults);
    }

    /** From now on AWS's answers come in other words: an AWS newer than the program. */
    public void reword(UnaryOperator<String> words) {
        this.words = words;
    }

    SdkHttpClient http() {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return reworded(world().httpClient().prepareRequest(request));
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    private ExecutableHttpRequest reworded(ExecutableHttpRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                var answer = request.call();
                if (words == SAME || answer.responseBody().isEmpty()) {
                    return answer;
                }
                var text = new String(answer.responseBody().get().readAllBytes(), StandardCharsets.UTF_8);
                var body = words.apply(text).getBytes(StandardCharsets.UTF_8);
                var head = answer.httpResponse().toBuilder()
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build();
                return HttpExecuteResponse.builder()
                        .response(head)
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {
                request.abort();
            }
        };
    }

    /** From now on the portal's clock is so much ahead of AWS's. */
    public void skew(Duration by) {
        skew = by;
    }

    public Clock clock() {
        InstantSource time = () -> world().clock().instant().plus(skew);
        return time.withZone(ZoneOffset.UTC);
    }
}
