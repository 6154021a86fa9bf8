package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.dotkom.portal.apps.SpecDiff.Section;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import org.jspecify.annotations.Nullable;

/**
 * The page of one version: its rollout while it is on its way, its record after.
 *
 * @param say who is served, always first
 * @param more how far it is, or how it ended
 * @param title of the browser's tab
 * @param changed where it differs from the version before it; empty for the first
 * @param failure why it failed, or null
 * @param traffic by version, while it is the newest; else empty
 * @param earlier the versions before it
 * @param calls what was written to AWS, for a removal
 * @param back the version a rollback would go to, or null
 */
public record RolloutView(
        Situation now,
        List<Situation> tabs,
        Version version,
        Sentence say,
        List<Sentence> more,
        Sentence title,
        List<Section> changed,
        List<StepView> steps,
        @Nullable Failure failure,
        List<TrafficRow> traffic,
        List<DeploymentView> earlier,
        List<StepView.Event> calls,
        @Nullable Generation back,
        Rights may) {
    /** The last step during which a version can be cancelled. */
    private static final int TRAFFIC = 8;

    public long number() {
        return version.generation().number();
    }

    public boolean running() {
        return version.state() == VersionState.RUNNING;
    }

    public boolean newest() {
        return now.environment().generation().equals(version.generation());
    }

    public boolean removal() {
        return version.intent() == Intent.REMOVE;
    }

    public boolean web() {
        return Situation.host(version).isPresent();
    }

    /** All steps are done, and yet something is wrong: it stands under none of them. */
    public boolean apart() {
        return failure != null && steps.stream().noneMatch(step -> step.failed() || step.running());
    }

    public List<String> states() {
        return steps.stream().map(StepView::state).toList();
    }

    /** The bar in words. */
    public Sentence bar() {
        var failed = steps.stream().filter(StepView::failed).findFirst();
        return failed.isPresent()
                ? Sentence.of("dashboard.bar.failed", done(), failed.get().number())
                : Sentence.of("dashboard.bar", done());
    }

    private int done() {
        return (int) steps.stream().filter(step -> step.state().equals("done")).count();
    }

    /** The step it is at, or failed in; 1 before the loop came by. */
    static int at(List<StepView> steps) {
        return steps.stream()
                .filter(step -> step.running() || step.failed())
                .map(StepView::number)
                .findFirst()
                .orElseGet(() -> Math.min(
                        9,
                        1
                                + (int) steps.stream()
                                        .filter(step -> step.state().equals("done"))
                                        .count()));
    }

    public boolean mayCancel() {
        return may.change() && newest() && running() && !version.cancelled() && at(steps) <= TRAFFIC && !removal();
    }

    /** It failed and is still the newest: the same wish can be sent again. */
    public boolean mayTryAgain() {
        return may.change() && newest() && version.state() == VersionState.FAILED && !removal();
    }

    /** It was live once, and another is by now. */
    public boolean mayComeBack() {
        var live = Optional.ofNullable(now.environment().live()).map(Version::generation);
        return may.change()
                && version.state() == VersionState.LIVE
                && version.intent() == Intent.RUN
                && !live.equals(Optional.of(version.generation()));
    }

    /** Where it differs, in words. */
    public List<Sentence> changes() {
        var only = changed.size() == 1 ? "dashboard.changed.only" : "dashboard.changed.part";
        return changed.stream()
                .map(section -> Sentence.of(
                        only, Sentence.of("dashboard.changed." + section.name().toLowerCase(Locale.ROOT))))
                .toList();
    }

    public Duration took() {
        return version.took().orElse(Duration.ZERO);
    }

    public DeploymentView row() {
        return DeploymentView.of(version, now.environment());
    }
}
