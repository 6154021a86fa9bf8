package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** How the app itself came to its end. */
final class AppSentence {
    private static final int LONGEST_STOP = 120;

    /** A runtime, by words that no other prints. */
    private static final Map<String, List<String>> RUNTIMES = Map.of(
            "Node.js", List.of("javascript", "mark-compact", "node:", "array buffer"),
            "Java", List.of("java.lang", "java heap", "gc overhead"),
            ".NET", List.of("system.outofmemory", "outofmemoryexception"),
            "Go", List.of("runtime: out of memory", "goroutine"),
            "Python", List.of("memoryerror"),
            "PHP", List.of("allowed memory size", "bytes exhausted"),
            "Ruby", List.of("nomemoryerror"));

    private AppSentence() {}

    static Values.Told heap(String said, Evidence evidence) {
        var phrase = Phrase.of(said);
        var runtime = RUNTIMES.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(phrase::has))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse("");
        return new Values()
                .put("runtime", runtime)
                .put("limit", TaskSentence.limit(evidence.facts().spec()))
                .and(new Remedy.RaiseHeap(), new Remedy.ShowLogs());
    }

    static Values.Told killed(Evidence evidence) {
        var terminated = exit(evidence).orElse(137) == 143;
        var spec = evidence.facts().spec();
        var stop = spec == null ? 0 : spec.rollout().stopTimeoutSeconds();
        var values = new Values()
                .put("signal", terminated ? "SIGTERM" : "SIGKILL")
                .put("after", TaskSentence.lived(evidence.task()))
                .put("stop", spec == null ? null : Duration.ofSeconds(stop));
        values.as("untimed", !values.has("after"));
        // Whoever went at SIGTERM needed no more time.
        return terminated || stop >= LONGEST_STOP
                ? values.and(new Remedy.ShowLogs())
                : values.and(new Remedy.RaiseStopTimeout(longer(stop)), new Remedy.ShowLogs());
    }

    private static OptionalInt longer(int stop) {
        return stop == 0 ? OptionalInt.empty() : OptionalInt.of(Math.min(LONGEST_STOP, stop * 2));
    }

    static Values.Told ended(Evidence evidence) {
        var values = new Values().put("exit", exit(evidence)).put("after", TaskSentence.lived(evidence.task()));
        return values.as("untimed", !values.has("after"))
                .as("uncoded", !values.has("exit"))
                .and(new Remedy.ShowLogs());
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
        return new Values()
                .put("name", name)
                .and(new Remedy.AddVariable(name), new Remedy.AddSecret(name), new Remedy.ShowLogs());
    }

    static Values.Told service(String said) {
        var phrase = Phrase.of(said);
        var verb = LogTexts.refused(phrase) ? "word.logIn" : LogTexts.notFound(phrase) ? "word.find" : "word.reach";
        return new Values()
                .put("verb", verb)
                .put("target", Mentioned.service(said).orElse(""))
                .and(new Remedy.CheckAddress(), new Remedy.ShowLogs());
    }
}
