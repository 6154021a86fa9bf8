package no.dotkom.portal.dashboard.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that somebody typed, run with a limit of steps: one that backtracks for ever finds nothing and
 * says so, instead of holding the server. Browsers have no such limit, so a reader's script never runs it: what it finds
 * is marked here.
 */
final class Expression {
    static final int LONGEST = 200;
    /** Characters looked at in one line at most: a few milliseconds. */
    private static final int STEPS = 2_000_000;
    /** What it may have looked at beyond what its lines allowed: a third of a second. */
    private static final long MOST_AHEAD = 100_000_000L;
    /** Every line allows so much, and more the longer it is; so a stream may use its expression for as long as it lives. */
    private static final int A_LINE = 1_000;

    private static final int A_CHARACTER = 50;

    /** It takes too long. */
    static final class TooHard extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooHard() {
            super("", null, false, false);
        }
    }

    private final Pattern pattern;
    private long left = MOST_AHEAD;

    /** @throws PatternSyntaxException when it is none */
    Expression(String text, boolean ignoreCase) {
        this.pattern = Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    /** Where it is found. */
    List<LogEntry.Mark> places(String line, int most) {
        left = Math.min(MOST_AHEAD, left + A_LINE + (long) A_CHARACTER * line.length());
        if (left <= 0) {
            throw new TooHard();
        }
        var counted = new Counted(line, STEPS);
        var places = new ArrayList<LogEntry.Mark>();
        try {
            var matcher = pattern.matcher(counted);
            while (places.size() < most && matcher.find()) {
                places.add(new LogEntry.Mark(matcher.start(), matcher.end()));
            }
        } catch (StackOverflowError deep) {
            throw new TooHard();
        } finally {
            left -= STEPS - counted.left;
        }
        return places;
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private int left;

        Counted(String text, int left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooHard();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
