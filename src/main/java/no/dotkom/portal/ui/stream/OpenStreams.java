package no.dotkom.portal.ui.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * All streams that are open, whatever they tell: so many a member and so many in all (security.md S30). Whoever is
 * admitted leaves once, when it is closed.
 */
@Component
public class OpenStreams {
    /** A member's stream. */
    public interface Held {
        UUID member();

        /** Writes something to its reader, and once more: a closed tab shows only at the second write to it. */
        void probe();
    }

    /** Milliseconds that the end of all streams of an instance takes at most, and of each: 300 are told within 4 s. */
    private static final long LONGEST_END = 4_000;

    private static final long MOST_APART = 15;

    private final StreamProperties limits;
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    public OpenStreams(StreamProperties limits) {
        this.limits = limits;
    }

    /**
     * False when its member or the instance has no more places. So that quick steps through many pages are not refused, the
     * member's other streams are asked for a sign of life first.
     */
    public boolean admit(Held stream) throws InterruptedException {
        if (of(stream.member()) >= limits.perMember()) {
            probe(stream.member());
        }
        synchronized (held) {
            return held.size() < limits.inAll() && of(stream.member()) < limits.perMember() && held.add(stream);
        }
    }

    private long of(UUID member) {
        return held.stream().filter(each -> each.member().equals(member)).count();
    }

    private void probe(UUID member) throws InterruptedException {
        held.stream().filter(each -> each.member().equals(member)).forEach(Held::probe);
        for (int i = 0; i < 10 && of(member) >= limits.perMember(); i++) {
            Thread.sleep(50);
        }
    }

    /**
     * Ends streams one after the other, in no order: whoever comes back goes to another instance, which a hundred at once
     * would keep from answering anybody.
     */
    public static <S> void endGently(Collection<S> streams, Consumer<S> end) {
        var left = new ArrayList<>(streams);
        Collections.shuffle(left);
        var apart = left.isEmpty() ? 0 : Math.min(MOST_APART, LONGEST_END / left.size());
        for (var stream : left) {
            end.accept(stream);
            try {
                Thread.sleep(apart);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                apart = 0;
            }
        }
    }

    public void leave(Held stream) {
        held.remove(stream);
    }
}
