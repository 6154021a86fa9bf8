package no.dotkom.portal.ui.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.SignIns;
import no.dotkom.portal.ui.Outage;
import no.dotkom.portal.ui.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * One stream a page: the thread of its request writes it, and nobody else waits for that thread. On shutdown the streams
 * end before the web server begins to wait for its requests.
 */
@Component
public class PageStream implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PageStream.class);

    /**
     * Streams that draw at the same time. When all come again at once, after a portal was replaced, they would take every
     * connection of the pool (20) from those who load pages.
     */
    private static final int MOST_DRAWING = 6;

    /** One open stream; closing it makes room for another. */
    public final class Stream implements OpenStreams.Held, AutoCloseable {
        private final Follower follower;
        private final Mailbox mailbox;
        private volatile boolean probe;

        private Stream(Follower follower) {
            this.follower = follower;
            this.mailbox = new Mailbox(follower.topics(), limits.gap().toNanos());
        }

        @Override
        public UUID member() {
            return follower.signIn().member();
        }

        @Override
        public void probe() {
            probe = true;
            mailbox.nudge();
        }

        @Override
        public void close() {
            open.remove(this);
            places.leave(this);
        }
    }

    private final StreamProperties limits;
    private final OpenStreams places;
    private final ChangeLog changes;
    private final RegionRenderer regions;
    private final SignIns signIns;
    private final Clock clock;
    private final Semaphore drawing = new Semaphore(MOST_DRAWING);
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    public PageStream(
            StreamProperties limits,
            OpenStreams places,
            ChangeLog changes,
            RegionRenderer regions,
            SignIns signIns,
            Clock clock) {
        this.limits = limits;
        this.places = places;
        this.changes = changes;
        this.regions = regions;
        this.signIns = signIns;
        this.clock = clock;
    }

    /** True when {@code member} may follow every one of the topics. */
    public boolean mayFollow(Member member, Collection<Topic> topics) {
        return topics.stream().allMatch(topic -> regions.mayFollow(topic, member));
    }

    /** A place among the open streams, or nothing when the member or the instance has no more. */
    public Optional<Stream> admit(Follower follower) throws InterruptedException {
        var stream = new Stream(follower);
        if (!running || !places.admit(stream)) {
            return Optional.empty();
        }
        open.add(stream);
        if (!running) {
            stream.mailbox.close();
        }
        return Optional.of(stream);
    }

    /** Writes until the client leaves, loses its right, or the stream's life ends. */
    public void run(Stream stream, OutputStream out) throws InterruptedException {
        try {
            write(stream, new Frames(out));
        } catch (IOException clientLeft) {
            log.debug("A stream's client left: {}", clientLeft.getMessage());
        }
    }

    private void write(Stream stream, Frames to) throws IOException, InterruptedException {
        to.comment();
        catchUp(stream);
        var end = System.nanoTime() + limits.life().toNanos();
        var ping = System.nanoTime() + limits.ping().toNanos();
        var check = System.nanoTime() + limits.recheck().toNanos();
        var member = signIns.stillIn(stream.follower.signIn());
        while (member.isPresent() && !stream.mailbox.isClosed() && end - System.nanoTime() > 0) {
            var topic = stream.mailbox.take(Math.min(ping, check));
            if (check - System.nanoTime() <= 0) {
                member = stillAllowed(stream);
                check = System.nanoTime() + limits.recheck().toNanos();
            }
            if (member.isPresent() && topic.isPresent()) {
                tell(stream, topic.get(), member.get(), to);
            }
            if (stream.probe) {
                answerProbe(stream, to);
            }
            if (ping - System.nanoTime() <= 0) {
                to.event(changes.position(), "ping", clock.instant().toString());
                ping = System.nanoTime() + limits.ping().toNanos();
            }
        }
    }

    private void catchUp(Stream stream) {
        var position = stream.follower.position();
        var missed = position == null ? Optional.<Set<Topic>>empty() : changes.since(position);
        missed.ifPresentOrElse(stream.mailbox::put, stream.mailbox::putAll);
    }

    private Optional<Member> stillAllowed(Stream stream) {
        return signIns.stillIn(stream.follower.signIn()).filter(member -> mayFollow(member, stream.follower.topics()));
    }

    private void tell(Stream stream, Topic topic, Member member, Frames to) throws IOException, InterruptedException {
        // The position is read first: what changes while we draw is then told again, never lost.
        var position = changes.position();
        RegionRenderer.Picture picture;
        try {
            var follower = stream.follower;
            drawing.acquire();
            try {
                picture = regions.draw(topic, follower.view(), member, follower.locale(), follower.preferences());
            } finally {
                drawing.release();
            }
        } catch (RuntimeException cannotDraw) {
            if (Outage.isBehind(cannotDraw)) {
                // It changed all the same: it is drawn when the database is back.
                stream.mailbox.put(Set.of(topic));
            }
            log.error(
                    "The regions of {} could not be drawn for the page {}", topic, stream.follower.view(), cannotDraw);
            return;
        }
        if (!picture.fragments().isEmpty()) {
            to.message(position, picture.fragments());
        }
        for (var event : picture.events()) {
            to.event(position, event.name(), event.detail());
        }
    }

    private static void answerProbe(Stream stream, Frames to) throws IOException, InterruptedException {
        stream.probe = false;
        to.comment();
        Thread.sleep(30);
        to.comment();
    }

    /** Streams open now. */
    public int count() {
        return open.size();
    }

    void changed(Topic topic) {
        changes.add(topic);
        open.forEach(stream -> stream.mailbox.put(Set.of(topic)));
    }

    /** Changes may have been missed: everybody is told everything. */
    void missed() {
        changes.forget();
        open.forEach(stream -> stream.mailbox.putAll());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        OpenStreams.endGently(open, stream -> stream.mailbox.close());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
