package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.reconcile.Pace;
import no.dotkom.portal.reconcile.RolloutStep;
import no.dotkom.portal.reconcile.RolloutStep.Name;
import no.dotkom.portal.reconcile.RolloutStep.State;
import org.jspecify.annotations.Nullable;

/** Tells the nine steps of a version from what was recorded: all nine, with what happened during each. Pure. */
final class Steps {
    /** More would push the steps below off the screen; the newest stay. */
    private static final int EVENTS = 12;

    /** The loop looks every two seconds, so that much tells nothing. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Version version;
    private final Map<Integer, Pace> paces;
    private final List<StepView.Event> events;
    private final Instant now;

    private Steps(Version version, Map<Integer, Pace> paces, List<StepView.Event> events, Instant now) {
        this.version = version;
        this.paces = paces;
        this.events = events;
        this.now = now;
    }

    static List<StepView> of(
            Version version,
            List<RolloutStep> recorded,
            Map<Integer, Pace> paces,
            List<StepView.Event> events,
            Instant now) {
        var inOrder =
                events.stream().sorted(Comparator.comparing(StepView.Event::at)).toList();
        var steps = new Steps(version, paces, inOrder, now);
        var all = new ArrayList<StepView>();
        for (var name : Name.values()) {
            var number = name.number();
            all.add(recorded.stream()
                    .filter(step -> step.number() == number)
                    .findFirst()
                    .map(step -> steps.view(step, recorded))
                    .orElseGet(() -> steps.ahead(number)));
        }
        return all;
    }

    private StepView ahead(int number) {
        return new StepView(
                number,
                "waiting",
                name(number),
                Sentence.of("dashboard.step.waiting"),
                null,
                null,
                usual(number),
                null,
                List.of());
    }

    private StepView view(RolloutStep step, List<RolloutStep> recorded) {
        var number = step.number();
        var ended = step.endedAt();
        var started = step.startedAt();
        var running = step.state() == State.RUNNING;
        return new StepView(
                number,
                step.state().name().toLowerCase(Locale.ROOT),
                name(number),
                what(step),
                started == null || ended == null ? null : Duration.between(started, ended),
                running ? started : null,
                step.state() == State.DONE ? null : usual(number),
                running && started != null ? slow(number, Duration.between(started, now)) : null,
                during(step, recorded));
    }

    private static String name(int number) {
        return "dashboard.step." + Name.values()[number - 1].name().toLowerCase(Locale.ROOT);
    }

    /** Told while it is to come only: a step that is never reached takes no time. */
    private @Nullable Duration usual(int number) {
        var pace = paces.get(number);
        return version.state() == VersionState.RUNNING && pace != null ? pace.usual() : null;
    }

    /** Said once it takes longer than the slowest of the last ten. */
    private @Nullable Sentence slow(int number, Duration elapsed) {
        var pace = paces.get(number);
        return pace == null || elapsed.compareTo(pace.slowest().plus(MARGIN)) <= 0
                ? null
                : Sentence.of("dashboard.slow", pace.usual(), elapsed);
    }

    private Sentence what(RolloutStep step) {
        var key = "dashboard.step." + step.message();
        var arguments = step.arguments();
        return switch (step.message()) {
            case "pull.done", "start.done" -> Sentence.of(key, clock(arguments.getFirst()));
            case "health.running" -> Sentence.of(key, arguments.get(0), arguments.get(1), clock(arguments.get(2)));
            case "finish.done" -> finished();
            case "failed" -> failed();
            default -> new Sentence.Keyed(key, new ArrayList<>(numbers(arguments)));
        };
    }

    /** Counts become numbers, so that a message can tell one from many. */
    private static List<Object> numbers(List<String> arguments) {
        return arguments.stream()
                .<Object>map(each -> each.matches("[0-9]{1,6}") ? Integer.valueOf(each) : each)
                .toList();
    }

    private static Object clock(String seconds) {
        return Sentence.clock(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private Sentence finished() {
        var paused = version.intent() == Intent.PAUSE;
        var took = version.took().orElse(Duration.ZERO);
        return Sentence.of("dashboard.step.finish." + (paused ? "paused" : "done"), version.generation(), took);
    }

    private Sentence failed() {
        return Sentence.of(version.cancelled() ? "dashboard.step.cancelled" : "dashboard.step.failed");
    }

    /** Events from this step's start to the next one's; those of the last step end with it. */
    private List<StepView.Event> during(RolloutStep step, List<RolloutStep> recorded) {
        var from = step.startedAt();
        if (from == null) {
            return List.of();
        }
        var until = recorded.stream()
                .filter(next -> next.number() > step.number())
                .map(RolloutStep::startedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        var mine = events.stream()
                .filter(event -> !event.at().isBefore(from) && event.at().isBefore(until))
                .toList();
        return mine.subList(Math.max(0, mine.size() - EVENTS), mine.size());
    }
}
