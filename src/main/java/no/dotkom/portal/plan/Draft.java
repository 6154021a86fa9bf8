package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Problem;

/** A plan while it is being written. */
final class Draft {
    private final List<Step> steps = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    void step(Step step) {
        steps.add(step);
    }

    void await(Wait wait) {
        if (!waits.contains(wait)) {
            waits.add(wait);
        }
    }

    void foreign(String name, Arn arn) {
        await(new Wait.OnOperator(Problem.of("OWN-1", Map.of("name", name, "arn", arn.value()))));
    }

    /** It is this environment's, of a version that is not known here. */
    void unknownVersion(String name, Arn arn) {
        await(new Wait.OnOperator(Problem.of("OWN-2", Map.of("name", name, "arn", arn.value()))));
    }

    void unreadable(Problem why) {
        await(new Wait.OnUnreadable(why));
    }

    boolean idle() {
        return steps.isEmpty() && waits.isEmpty();
    }

    Plan plan() {
        return new Plan(steps, waits);
    }
}
