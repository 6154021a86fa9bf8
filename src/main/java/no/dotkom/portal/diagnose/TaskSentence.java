package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Size;
import org.jspecify.annotations.Nullable;

/** What ECS and Docker could not do with a task, or did with it. */
final class TaskSentence {
    private static final int MOST_MIB = 65_536;

    private TaskSentence() {}

    static Values.Told exec(Evidence evidence) {
        var task = evidence.task().id();
        return new Values().put("task", task).and(new Remedy.ReplaceTask());
    }

    static Values.Told stopped(Evidence evidence) {
        var task = evidence.task();
        return new Values()
                .put("who", task.stoppedBy())
                .put("reason", task.stoppedReason())
                .and(new Remedy.OpenActivity(), new Remedy.StartAgain());
    }

    static Values.Told memory(String said, Evidence evidence) {
        var spec = evidence.facts().spec();
        var limit = limit(spec);
        var next = spec == null ? Optional.<Size.Preset>empty() : nextAbove(spec.size());
        var twice = limit.stream()
                .map(mib -> Math.min(MOST_MIB, mib * 2))
                .filter(mib -> mib > limit.orElse(0))
                .findFirst();
        var values = new Values()
                .put("limit", limit)
                .put("after", lived(evidence.task()))
                .put("size", next.map(Size.Preset::name).orElse(""));
        var atStart = Phrase.of(said).has("oom-killed", "memory limit too low");
        values.as("start", atStart).as("untimed", !atStart && !values.has("after"));
        return values.and(
                new Remedy.ChangeSize(next.map(Size.Preset::size).orElse(null), twice), new Remedy.ShowLogs());
    }

    static OptionalInt limit(@Nullable EnvironmentSpec spec) {
        return spec == null ? OptionalInt.empty() : OptionalInt.of(spec.size().memoryLimit());
    }

    /** The smallest that has a higher limit and takes nothing else away. */
    private static Optional<Size.Preset> nextAbove(Size now) {
        return Size.PRESETS.stream()
                .filter(preset -> preset.size().memoryLimit() > now.memoryLimit()
                        && preset.size().memoryReserved() >= now.memoryReserved()
                        && preset.size().cpu() >= now.cpu())
                .findFirst();
    }

    /** From start to stop, or null while one of them is not known. */
    static @Nullable Duration lived(TaskEvidence task) {
        return task.startedAt() == null || task.stoppedAt() == null
                ? null
                : Duration.between(task.startedAt(), task.stoppedAt());
    }

    static Values.Told log(String said) {
        var group = Mentioned.logGroup(said).orElse("");
        var phrase = Phrase.of(said);
        var missing = phrase.has("not exist", "notfound", "not found");
        var forbidden = phrase.has("accessdenied", "not authorized");
        var reason = missing ? "word.notFound" : forbidden ? "word.forbidden" : Mentioned.why(said);
        var values = new Values().put("group", group).put("reason", reason);
        return forbidden
                ? values.and(new Remedy.TellMaintainers())
                : values.and(new Remedy.CreateAgain(), new Remedy.TellMaintainers());
    }

    static Values.Told secret(String said) {
        var name = Mentioned.secret(said).orElse("");
        return new Values().put("name", name).and(new Remedy.CheckSecret());
    }

    static Values.Told command(String said) {
        var command = Mentioned.command(said).orElse("");
        return new Values()
                .put("command", command)
                .put("reason", Mentioned.why(said))
                .and(new Remedy.CheckCommand());
    }
}
