package no.dotkom.portal.bench;

import java.util.Arrays;
import java.util.Collection;

/** How long many took: the smallest value that so many of a hundred are not above. */
final class Spread {
    private final double[] sorted;

    Spread(Collection<Double> values) {
        sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
    }

    double percentile(int ofHundred) {
        var rank = (int) Math.ceil(sorted.length * ofHundred / 100.0);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank - 1)];
    }
}
