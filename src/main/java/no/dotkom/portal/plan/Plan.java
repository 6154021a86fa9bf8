package no.dotkom.portal.plan;

import java.util.List;

/** What to do now, in this order, and what is waited for. */
public record Plan(List<Step> steps, List<Wait> waits) {
    public Plan {
        steps = List.copyOf(steps);
        waits = List.copyOf(waits);
    }

    /** Nothing to do and nothing to wait for: AWS holds what was asked. */
    public boolean settled() {
        return steps.isEmpty() && waits.isEmpty();
    }

    public Plan permittedBy(Policy policy) {
        return switch (policy) {
            case SYNC -> this;
            case UPSERT_ONLY ->
                new Plan(steps.stream().filter(step -> !step.deletes()).toList(), waits);
            case OBSERVE_ONLY -> new Plan(List.of(), waits);
        };
    }
}
