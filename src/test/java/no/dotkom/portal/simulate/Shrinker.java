package no.dotkom.portal.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes acts out of a history that breaks a law, as long as it still breaks the same one. */
final class Shrinker {
    /** Plays at most: enough for a handful of acts out of seventy. */
    private static final int PLAYS = 250;

    private final Function<History, Optional<Violation>> play;
    private int plays;

    Shrinker(Function<History, Optional<Violation>> play) {
        this.play = play;
    }

    History shrink(History failing, String law) {
        var acts = failing.acts();
        for (var size = acts.size() / 2; size >= 1; size /= 2) {
            acts = without(failing, acts, size, law);
        }
        return failing.with(acts);
    }

    private List<Act> without(History history, List<Act> acts, int size, String law) {
        var left = acts;
        var from = 0;
        while (from < left.size() && plays < PLAYS) {
            var fewer = new ArrayList<>(left.subList(0, from));
            fewer.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
            plays++;
            if (play.apply(history.with(fewer))
                    .filter(broken -> broken.law().equals(law))
                    .isPresent()) {
                left = fewer;
            } else {
                from += size;
            }
        }
        return left;
    }
}
