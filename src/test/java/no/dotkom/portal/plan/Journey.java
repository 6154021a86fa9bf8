package no.dotkom.portal.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows one desire in one weather from state to state: observe, plan, apply, let time pass. Every state a crash can
 * leave behind (some steps done, nothing remembered) is followed as well, as if it were a beginning, so whatever number
 * of crashes is covered.
 */
final class Journey {
    static final int MOST_PASSES = 10;

    /** How a way ends, and how many passes it takes. */
    private record End(int passes, boolean settled) {
        private static final End SETTLED = new End(0, true);
        private static final End WAITING_FOR_A_PERSON = new End(0, false);
        private static final End NEVER = new End(100, false);
    }

    private final DesiredState desired;
    private final ModelOfAws.Weather weather;
    private final EnumerationReport report;
    private final Numbering numbering = new Numbering();
    private final Map<Long, End> ends = new HashMap<>();
    private final Deque<Long> left = new ArrayDeque<>();
    private final Map<End, End> known = new HashMap<>();
    private @Nullable String wrong;
    private int longest;

    Journey(DesiredState desired, ModelOfAws.Weather weather, EnumerationReport report) {
        this.desired = desired;
        this.weather = weather;
        this.report = report;
    }

    /** The first thing that went wrong, if anything did. */
    Optional<String> wrong() {
        return Optional.ofNullable(wrong);
    }

    int states() {
        return ends.size();
    }

    int longest() {
        return longest;
    }

    /** Whether its end is what was asked, rather than a wait for a person. */
    boolean settles(ObservedState start) {
        var end = ends.get(spread(numbering.number(start)));
        return end != null && end.settled();
    }

    void from(ObservedState start) {
        left.push(numbering.number(start));
        while (!left.isEmpty() && wrong == null) {
            long state = left.pop();
            var end = end(state, 0);
            longest = Math.max(longest, end.passes());
            if (end.passes() > MOST_PASSES && wrong == null) {
                wrong = "no end within " + MOST_PASSES + " passes" + trace(state);
            }
        }
    }

    private End end(long state, int depth) {
        var known = ends.get(spread(state));
        if (known != null) {
            return known;
        }
        if (depth > MOST_PASSES || wrong != null) {
            return End.NEVER;
        }
        var observed = numbering.state(state);
        var plan = Planner.plan(desired, observed);
        report.plan(plan);
        var end = isEnd(plan) ? endOf(plan) : onePassBefore(end(carryOut(observed, plan), depth + 1));
        ends.put(spread(state), end);
        return end;
    }

    /** One to one, and even in the bits that a hash map looks at (the constant is 2^64 over the golden ratio). */
    private static long spread(long state) {
        return state * 0x9E3779B97F4A7C15L;
    }

    /** Nothing is done any more, and nothing is waited for but a person. */
    private static boolean isEnd(Plan plan) {
        return plan.steps().isEmpty()
                && (plan.settled() || plan.waits().stream().anyMatch(Journey::isForAPerson));
    }

    private static End endOf(Plan plan) {
        return plan.settled() ? End.SETTLED : End.WAITING_FOR_A_PERSON;
    }

    private End onePassBefore(End end) {
        return known.computeIfAbsent(new End(end.passes() + 1, end.settled()), itself -> itself);
    }

    private static boolean isForAPerson(Wait wait) {
        return switch (wait) {
            case Wait.OnOperator _,
                    Wait.OnMember _,
                    Wait.OnUnreadable _,
                    Wait.OnPriority _,
                    Wait.OnImage _,
                    Wait.OnDomain _ -> true;
            case Wait.OnEarlierStep _, Wait.OnRollout _, Wait.OnDraining _ -> false;
        };
    }

    /** Applies all of it, and leaves behind what a crash before each step would. */
    private long carryOut(ObservedState state, Plan plan) {
        var world = new ModelOfAws(state, weather);
        for (var step : plan.steps()) {
            left.push(later(world));
            try {
                world.apply(step);
            } catch (ModelOfAws.Refusal refusal) {
                wrong = "AWS refused " + step + " of " + plan + "\n in " + state + "\n saying " + refusal.getMessage();
            }
        }
        return later(world);
    }

    private long later(ModelOfAws world) {
        var after = new ModelOfAws(world.observe(), weather);
        after.passTime();
        return numbering.number(after.observe());
    }

    private String trace(long start) {
        var text = new StringBuilder();
        var state = start;
        for (var pass = 0; pass <= MOST_PASSES; pass++) {
            var observed = numbering.state(state);
            var plan = Planner.plan(desired, observed);
            text.append("\n ")
                    .append(pass)
                    .append(": in ")
                    .append(observed)
                    .append(" got ")
                    .append(plan);
            state = carryOut(observed, plan);
        }
        return text.toString();
    }
}
