package no.dotkom.portal.dashboard.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The axis of a chart from 0 upwards.
 *
 * @param ticks from the top down to 0
 */
public record Scale(List<Double> ticks) {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final int MOST_STEPS = 5;

    public Scale {
        ticks = List.copyOf(ticks);
    }

    /** Round numbers, so that {@code most} is at or below the top. @param whole nothing between 0 and 1 is counted */
    static Scale to(double most, boolean whole) {
        var step = step(most <= 0 ? MOST_STEPS - 1 : most, whole);
        var count = Math.max(2, (int) Math.ceil(most / step - 1e-9));
        var ticks = new ArrayList<Double>();
        for (var tick = count; tick >= 0; tick--) {
            ticks.add(tick * step);
        }
        return new Scale(ticks);
    }

    private static double step(double most, boolean whole) {
        var magnitude = Math.pow(10, Math.floor(Math.log10(most / MOST_STEPS)));
        for (var each : STEPS) {
            var step = each * magnitude;
            var allowed = !whole || (step >= 1 && step == Math.rint(step));
            if (allowed && most / step <= MOST_STEPS + 1e-9) {
                return step;
            }
        }
        return 1;
    }

    double top() {
        return ticks.getFirst();
    }

    /** Where {@code value} lies, 0 at the top to 100 at the bottom. */
    public double place(double value) {
        return 100 - 100 * Math.min(value, top()) / top();
    }
}
