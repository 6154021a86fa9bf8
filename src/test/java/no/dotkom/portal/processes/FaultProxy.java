package no.dotkom.portal.processes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Between the SDK of one portal and AWS on this machine: plain HTTP, in which a plan decides what becomes of each call. */
final class FaultProxy extends Relay {
    private final int aws;
    private final Map<String, LongAdder> first = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> again = new ConcurrentHashMap<>();
    private volatile Fate.Plan plan = Fate.Plan.CALM;

    private FaultProxy(int aws) throws IOException {
        this.aws = aws;
    }

    /** @param aws the port of AWS on this machine */
    static FaultProxy before(int aws) throws IOException {
        var proxy = new FaultProxy(aws);
        proxy.begin();
        return proxy;
    }

    /** From the next call on. */
    void plan(Fate.Plan plan) {
        this.plan = plan;
    }

    /** What was seen, whatever became of it: calls by operation, and how often one of them was tried again. */
    record Seen(Map<String, Long> calls, long retries) {
        long all() {
            return calls.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    Seen seen() {
        var calls = new TreeMap<String, Long>();
        first.forEach((operation, count) -> calls.put(operation, count.sum()));
        return new Seen(calls, again.values().stream().mapToLong(LongAdder::sum).sum());
    }

    @Override
    void serve(Socket client) throws IOException, InterruptedException {
        var from = new BufferedInputStream(client.getInputStream());
        try (var upstream = new Upstream()) {
            for (var request = Message.read(from); request.isPresent(); request = Message.read(from)) {
                var call = Call.of(request.get());
                (call.attempt() == 1 ? first : again)
                        .computeIfAbsent(call.operation(), none -> new LongAdder())
                        .increment();
                plan.of(call).befall(new Carried(client, upstream, request.get()));
                if (client.isClosed()) {
                    return;
                }
            }
        }
    }

    /** The connection to AWS that belongs to one of a portal's. */
    private final class Upstream implements AutoCloseable {
        private @Nullable Socket socket;
        private @Nullable BufferedInputStream from;

        Message ask(Message request) throws IOException {
            if (socket == null || from == null) {
                socket = connect(aws);
                from = new BufferedInputStream(socket.getInputStream());
            }
            socket.getOutputStream().write(request.bytes());
            return Message.read(from).orElseThrow(() -> new IOException("AWS closed the connection"));
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
            }
        }
    }

    private static final class Carried implements Fate.Passing {
        private final Socket client;
        private final Upstream upstream;
        private final Message request;
        private byte[] answer = new byte[0];

        Carried(Socket client, Upstream upstream, Message request) {
            this.client = client;
            this.upstream = upstream;
            this.request = request;
        }

        @Override
        public void effect() throws IOException {
            answer = upstream.ask(request).bytes();
        }

        @Override
        public void reply() throws IOException {
            client.getOutputStream().write(answer);
        }

        @Override
        public void halfReply() throws IOException {
            client.getOutputStream().write(answer, 0, answer.length - (answer.length - headLength()) / 2 - 1);
            client.getOutputStream().flush();
            cut();
        }

        private int headLength() {
            for (var at = 3; at < answer.length; at++) {
                if (answer[at - 3] == '\r' && answer[at - 2] == '\n' && answer[at - 1] == '\r' && answer[at] == '\n') {
                    return at + 1;
                }
            }
            return answer.length;
        }

        @Override
        public void cut() throws IOException {
            reset(client);
        }
    }
}
