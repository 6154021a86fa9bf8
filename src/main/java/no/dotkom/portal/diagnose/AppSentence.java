package no.dotkom.portal.diagnose;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the app itself came to its end. */
final class AppSentence {
    private static final int LINES = 50;

    /** A runtime, by a word of its own; the order is from the rarest to the commonest. */
    private static final Map<String, List<String>> RUNTIMES = Map.of(
            "Node.js", List.of("javascript", "mark-compact", "node:", "array buffer"),
            "Java", List.of("java.lang", "java heap", "gc overhead"),
            ".NET", List.of("system.outofmemory", "outofmemoryexception"),
            "Go", List.of("runtime: out of memory", "goroutine"),
            "Python", List.of("memoryerror"),
            "PHP", List.of("allowed memory size", "bytes exhausted"),
            "Ruby", List.of("nomemoryerror"));

    private static final List<Pattern> TARGETS = List.of(
            Pattern.compile("(?i)(?:econnrefused|etimedout|ehostunreach|econnreset) ([^\\s,'\"]{1,120}:\\d{1,5})"),
            Pattern.compile("(?i)(?:enotfound|eai_again) ([a-z0-9._-]{1,120})"),
            Pattern.compile("(?i)database server at [`'\"]?([a-z0-9._-]{1,120}:\\d{1,5})"),
            Pattern.compile("(?i)dial tcp (?:lookup )?([a-z0-9._-]{1,120}(?::\\d{1,5})?)"),
            Pattern.compile(
                    "(?i)connection to (?:server at )?[\"']?([a-z0-9._-]{1,120}(?::\\d{1,5})?)[\"']? ?(?:\\([^)]{0,60}\\))?,? ?(?:port \\d{1,5} )?(?:refused|failed)"),
            Pattern.compile(
                    "(?i)(?:host name|upstream|resolve host|unknown (?:mysql server )?host:?|unknownhostexception:?) [\"']?([a-z0-9._-]{1,120})"),
            Pattern.compile(
                    "(?i)(?:connect to|connecting to) [`'\"]?(?:[a-z0-9+]{1,20}://(?:[^@\\s]{1,120}@)?)?([a-z0-9._-]{1,120}(?::\\d{1,5}| port \\d{1,5})?)"),
            Pattern.compile("(?i)(?:database|role|user) [`'\"]([^`'\"\\s]{1,80})[`'\"]"),
            Pattern.compile("(?i)\\bhost=([a-z0-9._-]{1,120})"));

    private AppSentence() {}

    static Values.Told heap(String said, Evidence evidence) {
        var phrase = Phrase.of(said);
        var runtime = RUNTIMES.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(phrase::has))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse("");
        var limit = TaskSentence.limit(evidence.facts().spec());
        // The rest is for code, stacks and buffers: a heap as large as the limit is killed by it.
        var mib = limit.isPresent() ? OptionalInt.of(limit.getAsInt() * 3 / 4) : limit;
        return new Values()
                .put("runtime", runtime)
                .put("limit", limit)
                .and(new Remedy.RaiseHeap(runtime, mib), new Remedy.ShowLogs(LINES));
    }

    static Values.Told killed(Evidence evidence) {
        var exit = exit(evidence).orElse(137);
        var spec = evidence.facts().spec();
        var stop = spec == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.min(120, spec.rollout().stopTimeoutSeconds() * 2));
        var values = new Values()
                .put("signal", exit == 143 ? "SIGTERM" : "SIGKILL")
                .put("after", TaskSentence.lived(evidence.task()));
        return values.as("untimed", !values.has("after"))
                .and(new Remedy.RaiseStopTimeout(stop), new Remedy.ShowLogs(LINES));
    }

    static Values.Told ended(Evidence evidence) {
        var values = new Values().put("exit", exit(evidence)).put("after", TaskSentence.lived(evidence.task()));
        return values.as("untimed", !values.has("after"))
                .as("uncoded", !values.has("exit"))
                .and(new Remedy.ShowLogs(LINES));
    }

    /** Of the container that ended badly, else of any that ended. */
    private static OptionalInt exit(Evidence evidence) {
        var exits = evidence.task().containers().stream()
                .flatMapToInt(container -> container.exitCode().stream())
                .toArray();
        var bad = Arrays.stream(exits).filter(exit -> exit != 0).findFirst();
        return bad.isPresent() ? bad : Arrays.stream(exits).findFirst();
    }

    static Values.Told variable(String said) {
        var name = MissingVariable.in(Phrase.of(said)).orElse("");
        return new Values().put("name", name).and(new Remedy.AddVariable(name), new Remedy.ShowLogs(LINES));
    }

    static Values.Told service(String said) {
        var phrase = Phrase.of(said);
        var verb = LogTexts.refused(phrase) ? "word.logIn" : LogTexts.notFound(phrase) ? "word.find" : "word.reach";
        var target = target(said);
        return new Values()
                .put("verb", verb)
                .put("target", target)
                .and(new Remedy.CheckAddress(target), new Remedy.ShowLogs(LINES));
    }

    private static String target(String said) {
        var text = Phrase.of(said).readable();
        return TARGETS.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(found -> found.group(1).replace(" port ", ":"))
                .findFirst()
                .orElse("");
    }
}
