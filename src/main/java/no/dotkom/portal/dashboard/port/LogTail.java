package no.dotkom.portal.dashboard.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The log of an environment. However many look at it, AWS is asked by one of them; lines never pass through the database.
 * Throws {@link Unreadable} when AWS does not say.
 */
public interface LogTail {
    /** AWS did not tell; the message is its own. */
    class Unreadable extends RuntimeException {
        public Unreadable(String said, Throwable cause) {
            super(said, cause);
        }
    }

    /** Which lines. @param streams what the names of their streams begin with */
    record Source(String group, String streams) {}

    /**
     * A line as its task wrote it, escape sequences and all: hostile input.
     *
     * @param task the id of its task
     * @param text at most {@link #LONGEST} characters and a mark where it was cut
     */
    record Line(Cursor cursor, String task, String text) {
        /** security.md S15. */
        public static final int LONGEST = 16_384;

        public Line {
            if (text.length() > LONGEST + 1) {
                text = text.substring(0, LONGEST) + "…";
            }
        }
    }

    /** From after the one to before the other. */
    record Range(Cursor after, Cursor before) {
        public boolean holds(Cursor cursor) {
            return cursor.isAfter(after) && cursor.isBefore(before);
        }
    }

    /**
     * What was found.
     *
     * @param lines the oldest first
     * @param reached up to here all was read: backwards everything from it on, forwards everything to it
     * @param complete the whole range was read
     */
    record Slice(List<Line> lines, Cursor reached, boolean complete) {
        public Slice {
            lines = List.copyOf(lines);
        }
    }

    /** Takes what a log is followed for. It must return at once: all that follow the same log wait for it. */
    interface Sink {
        /** New lines in their order; a late one may stand before one that was told. */
        void lines(List<Line> lines);

        /** What lies between was not read. @param sampled because more is written than can be followed */
        void missed(Cursor after, Cursor before, boolean sampled);
    }

    /** One that follows; closing it ends that. */
    interface Subscription extends AutoCloseable {
        /** When AWS last answered, or the epoch before it did. */
        Instant asOf();

        @Override
        void close();
    }

    /** The last lines, from memory where somebody looks already. */
    Slice newest(Source source, int most);

    /**
     * Tells new lines, from strictly after the line of {@code after} on. When nobody here knows that line (another
     * portal told it, or nobody looked for minutes), the lines of the last {@link #OVERLAP} before it come once more,
     * for some may have been late: whoever follows drops those it has. From a moment on it tells what is dated so or
     * later: who has read up to now and wants what comes late too gives {@link #OVERLAP} ago.
     */
    Subscription follow(Source source, Cursor after, Sink sink);

    /**
     * What is read for.
     *
     * @param patience after which what was found so far is told
     * @param far it may read much: only a few of those at once, so that no page waits for them
     */
    record Errand(Duration patience, boolean far) {}

    /** The last of the wanted lines in the range. */
    Slice backwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand);

    /** The first of the wanted lines in the range. */
    Slice forwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand);

    /** So much later than its time a line may be seen: containers' lines are sent every 5 s, each node by itself. */
    Duration OVERLAP = Duration.ofSeconds(15);
}
