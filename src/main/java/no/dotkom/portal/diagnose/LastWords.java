package no.dotkom.portal.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import no.dotkom.portal.diagnose.Piece.Source;
import no.dotkom.portal.diagnose.Statements.Statement;

/**
 * The lines of a log that tell the end of its app. Read line by line from the last: what stands before may be over, and
 * two lines together mean nothing, but where a form of several lines is known (zod, pydantic, a traceback of Python).
 */
final class LastWords {
    /** A form begins with this and goes on for some lines. */
    private static final Pattern FORM =
            Pattern.compile("zoderror|validation errors? for |invalid env|env(?:ironment)? validation");

    private static final Pattern GOES_ON = Pattern.compile("\\s.*|Caused by.*|[{}\\])].*");
    private static final int LONGEST_FORM = 40;
    private static final int MOST_FORMS = 5;
    /** Between where a traceback of Python shows the environment and where it names the key. */
    private static final int TRACE = 8;
    /** So far before, the same cause may be told with a name that its last line lacks. */
    private static final int NEAR = 12;

    private final List<String> lines;
    private int forms;

    private LastWords(List<String> lines) {
        this.lines = lines;
    }

    static Optional<Statement> of(TaskEvidence task) {
        return StopTexts.endedByItself(task) ? new LastWords(task.lastLines()).read() : Optional.empty();
    }

    private Optional<Statement> read() {
        for (var at = lines.size() - 1; at >= 0; at--) {
            var found = at(at);
            // What was said before it served did not end it.
            if (found.isPresent() || Startup.saysReady(lines.get(at))) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Statement> at(int at) {
        return verdict(lines.get(at))
                .map(verdict -> statement(lines.get(named(at, verdict)), verdict))
                .or(() -> FORM.matcher(Phrase.plain(lines.get(at))).find() && forms++ < MOST_FORMS
                        ? missing(lines.subList(at, Math.min(at + LONGEST_FORM, lines.size())))
                        : Optional.empty())
                .or(() -> lines.get(at).startsWith("KeyError")
                        ? missing(lines.subList(Math.max(0, at - TRACE), at + 1))
                        : Optional.empty());
    }

    /** Forms of several lines are known of variables only. */
    private static Optional<Statement> missing(List<String> form) {
        var said = String.join("\n", form);
        return verdict(said).filter(Verdict.shows(Code.ENV_1)::equals).map(verdict -> statement(said, verdict));
    }

    /** Where this cause is told with its name: at this line, or at one before it that belongs to it. */
    private int named(int last, Verdict verdict) {
        for (var at = last; at >= 0 && (last - at <= NEAR || goesOn(at + 1)); at--) {
            if (LogTexts.names(lines.get(at)) && verdict(lines.get(at)).equals(Optional.of(verdict))) {
                return at;
            }
        }
        return last;
    }

    private boolean goesOn(int at) {
        return GOES_ON.matcher(lines.get(at)).matches();
    }

    private static Optional<Verdict> verdict(String said) {
        var verdict = LogTexts.read(Phrase.of(said));
        return verdict.equals(Verdict.NOISE) ? Optional.empty() : Optional.of(verdict);
    }

    private static Statement statement(String said, Verdict verdict) {
        return new Statement(new Piece(Source.LOG, Phrase.of(said).raw().strip()), verdict);
    }
}
