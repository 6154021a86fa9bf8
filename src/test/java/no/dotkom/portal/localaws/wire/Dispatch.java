package no.dotkom.portal.localaws.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Bytes in, bytes out: finds the operation, binds its request, lets the fault plan decide, runs the model with the
 * timeline's lock held, writes the answer or the error. Request ids count up, so that they are the same in every run.
 */
public final class Dispatch {
    /** Answers that stale reads may repeat; older ones are forgotten. */
    private static final int REMEMBERED = 1_000;

    private final Routes routes;
    private final Operations operations;
    private final Timeline timeline;
    private final Map<String, Reply> answers = new LinkedHashMap<>();
    private final List<Consumer<Fault.Call>> watchers = new ArrayList<>();
    private Fault.Plan faults = Fault.Plan.NOTHING;
    private long served;

    public Dispatch(Operations operations, Timeline timeline) {
        this.operations = operations;
        this.routes = new Routes(operations);
        this.timeline = timeline;
    }

    public Operations operations() {
        return operations;
    }

    /** From the next call on; stale reads can repeat what was answered since. */
    public void plan(Fault.Plan plan) {
        underLock(() -> this.faults = plan);
    }

    /** {@code watcher} hears of every call before it is decided; for tests and the served world's log. */
    public void watch(Consumer<Fault.Call> watcher) {
        underLock(() -> watchers.add(watcher));
    }

    private void underLock(Runnable work) {
        timeline.lock.lock();
        try {
            work.run();
        } finally {
            timeline.lock.unlock();
        }
    }

    /**
     * @param unknown hears the names of members that the operation's class lacks
     * @throws IOException when the fault plan cuts the connection
     */
    public Reply answer(Request request, Consumer<String> unknown) throws IOException {
        timeline.lock.lock();
        try {
            var requestId = "%08x-0000-4000-8000-%012x".formatted(served >>> 32, ++served);
            var route = routes.of(request);
            return route.operation().isEmpty()
                    ? route.codec().fail(notModelled(route.asked()), requestId)
                    : answer(request, route.operation().get(), route.codec(), requestId, unknown);
        } finally {
            timeline.lock.unlock();
        }
    }

    private Reply answer(Request request, Operation operation, Codec codec, String requestId, Consumer<String> unknown)
            throws IOException {
        try {
            var bound = codec.read(operation, request, unknown);
            var call = new Fault.Call(operation.service(), operation.name(), bound);
            watchers.forEach(watcher -> watcher.accept(call));
            return decided(faults.next(call), call, () -> run(operation, bound, codec, requestId), codec, requestId);
        } catch (Binder.Malformed e) {
            return codec.fail(error("SerializationException", 400, String.valueOf(e.getMessage())), requestId);
        }
    }

    private Reply decided(Fault fault, Fault.Call call, Effect effect, Codec codec, String requestId)
            throws IOException {
        var key =
                faults != Fault.Plan.NOTHING && call.reads() ? call.service() + call.operation() + call.request() : "";
        return switch (fault) {
            case Fault.None() -> remembered(key, effect.run());
            case Fault.Refused(var code, var status, var message) ->
                codec.fail(error(code, status, message), requestId);
            case Fault.Unreachable() -> throw new IOException("connection refused by the fault plan");
            case Fault.LostReply() -> {
                effect.run();
                throw new IOException("reply lost by the fault plan");
            }
            case Fault.CallerDies(var afterTheEffect) -> {
                if (afterTheEffect) {
                    effect.run();
                }
                throw new Fault.Death(call.operation());
            }
            case Fault.StaleRead() -> answers.containsKey(key) ? answers.get(key) : remembered(key, effect.run());
        };
    }

    private Reply remembered(String key, Reply reply) {
        if (!key.isEmpty() && reply.status() == 200) {
            answers.put(key, reply);
            if (answers.size() > REMEMBERED) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        return reply;
    }

    private static Reply run(Operation operation, SdkPojo bound, Codec codec, String requestId) {
        try {
            return codec.write(operation, operation.call(bound), requestId);
        } catch (AwsServiceException e) {
            return codec.fail(e, requestId);
        }
    }

    private static AwsServiceException notModelled(String asked) {
        return error("NotModelled", 501, "AWS on this machine does not model " + asked);
    }

    private static AwsServiceException error(String code, int status, String message) {
        return AwsErrors.of(AwsServiceException.builder(), code, status, message);
    }

    /** The model's work, done at most once. */
    private interface Effect {
        Reply run();
    }
}
