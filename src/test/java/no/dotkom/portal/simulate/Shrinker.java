package no.dotkom.portal.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes acts out of a history that breaks a law, as long as it still breaks the same one. */
final class Shrinker {
    private final Function<History, Optional<Violation>> play;
    private final int most;
    private int plays;
    private @Nullable Violation last;

    /** @param most plays: 150 are enough for a handful of acts out of seventy */
    Shrinker(int most, Function<History, Optional<Violation>> play) {
        this.most = most;
        this.play = play;
    }

    Simulation.Failure shrink(History failing, Violation violation) {
        last = violation;
        var acts = failing.acts();
        for (var size = acts.size() / 2; size >= 1; size /= 2) {
            acts = without(failing, acts, size, violation.law());
        }
        return new Simulation.Failure(last, failing.with(acts));
    }

    private List<Act> without(History history, List<Act> acts, int size, String law) {
        var left = acts;
        var from = 0;
        while (from < left.size() && plays < most) {
            var fewer = new ArrayList<>(left.subList(0, from));
            fewer.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
            plays++;
            var broken =
                    play.apply(history.with(fewer)).filter(found -> found.law().equals(law));
            if (broken.isPresent()) {
                last = broken.get();
                left = fewer;
            } else {
                from += size;
            }
        }
        return left;
    }
}
