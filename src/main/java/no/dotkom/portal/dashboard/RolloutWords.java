package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;

/** The first lines of a rollout's page and the title of its tab (ux.md §5). Pure. */
final class RolloutWords {
    private static final int STEPS = 9;
    /** Below this a time that is left is not told: it would be over before it is read. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Situation now;
    private final Version version;
    private final List<StepView> steps;

    RolloutWords(Situation now, Version version, List<StepView> steps) {
        this.now = now;
        this.version = version;
        this.steps = steps;
    }

    private boolean removal() {
        return version.intent() == Intent.REMOVE;
    }

    /** Who is served. */
    Sentence say() {
        if (removal()) {
            return Sentence.of("dashboard.say.removing", now.app(), now.slug());
        }
        var live = now.environment().live();
        var current = live != null && live.generation().equals(version.generation());
        if (current || moved()) {
            return version.intent() == Intent.PAUSE
                    ? Verdicts.about("dashboard.say.paused", version)
                    : Verdicts.about("dashboard.say.every", version);
        }
        // An older version's record says what serves now, which is not "still" the one before it.
        var newest = now.environment().generation().equals(version.generation());
        return !newest
                        && live != null
                        && live.generation().number() > version.generation().number()
                        && live.intent() == Intent.RUN
                ? Verdicts.about("dashboard.say.every", live)
                : Verdicts.still(now);
    }

    /** The eighth step is behind it: all traffic is on this version, though the last look is still to come. */
    private boolean moved() {
        return version.state() == VersionState.RUNNING && steps.get(7).state().equals("done");
    }

    List<Sentence> more(Instant at) {
        var number = RolloutView.at(steps);
        var more = new ArrayList<Sentence>();
        switch (version.state()) {
            case RUNNING -> {
                more.add(removal() ? left() : Sentence.of("dashboard.stepOf", number, STEPS));
                more.add(version.cancelled() ? Sentence.of("dashboard.cancelling") : close(at));
            }
            case LIVE -> more.add(Sentence.of("dashboard.took", version.generation(), took()));
            case FAILED -> more.add(failed(number));
            case SUPERSEDED -> more.add(Sentence.of("dashboard.superseded", version.generation()));
        }
        return more;
    }

    private Sentence close(Instant at) {
        return remaining(at)
                .map(time -> Sentence.of("dashboard.left", time))
                .orElseGet(() -> Sentence.of("dashboard.mayClose"));
    }

    private Duration took() {
        return version.took().orElse(Duration.ZERO);
    }

    private Sentence left() {
        return steps.get(1).state().equals("waiting")
                ? Sentence.of("dashboard.waits", version.generation())
                : steps.get(1).what();
    }

    private Sentence failed(int number) {
        var key = version.cancelled() ? "dashboard.cancelledIn" : "dashboard.failedIn";
        var failed = Sentence.of(key, version.generation(), number, STEPS);
        return now.serving()
                .<Sentence>map(kept -> Sentence.both(failed, Sentence.of("dashboard.wasKept", kept.generation())))
                .orElse(failed);
    }

    /** What the steps that are not done usually take, when that is known of all of them. */
    private Optional<Duration> remaining(Instant at) {
        var left = Duration.ZERO;
        for (var step : steps) {
            if (step.state().equals("done")) {
                continue;
            }
            var usual = step.usual();
            if (usual == null) {
                return Optional.empty();
            }
            var since = step.since();
            var spent = since == null ? Duration.ZERO : Duration.between(since, at);
            left = left.plus(spent.compareTo(usual) > 0 ? Duration.ZERO : usual.minus(spent));
        }
        return left.compareTo(SOON) < 0 ? Optional.empty() : Optional.of(left);
    }

    Sentence title() {
        Generation number = version.generation();
        return switch (version.state()) {
            case RUNNING ->
                removal()
                        ? Sentence.of("dashboard.title.removing", now.app(), now.slug())
                        : Sentence.of("dashboard.title.running", RolloutView.at(steps), STEPS, number);
            case LIVE ->
                Sentence.of("dashboard.title." + (version.intent() == Intent.PAUSE ? "paused" : "live"), number);
            case FAILED -> Sentence.of("dashboard.title." + (version.cancelled() ? "cancelled" : "failed"), number);
            case SUPERSEDED -> Sentence.of("dashboard.title.superseded", number);
        };
    }
}
