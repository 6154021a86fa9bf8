package no.dotkom.portal.dashboard.metrics;

/**
 * In how many periods of those that were measured a target was healthy all the time.
 *
 * @param up of {@code all}
 */
public record Availability(int up, int all) {
    static Availability of(double[] healthy) {
        var up = 0;
        var all = 0;
        for (var index = begin(healthy); index < healthy.length; index++) {
            var value = healthy[index];
            if (!Double.isNaN(value)) {
                all++;
                up += value >= 1 ? 1 : 0;
            }
        }
        return new Availability(up, all);
    }

    /** Where it first served: what was made within the span needs time to come up. */
    static int begin(double[] healthy) {
        if (healthy.length > 0 && Double.isNaN(healthy[0])) {
            for (var index = 0; index < healthy.length; index++) {
                if (healthy[index] >= 1) {
                    return index;
                }
            }
        }
        return 0;
    }

    /** Percent, rounded down to a tenth: 100 is said of nothing less. */
    public double percent() {
        return all == 0 ? 0 : Math.floor(1000.0 * up / all) / 10;
    }
}
