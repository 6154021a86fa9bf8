package no.dotkom.portal.localaws.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/**
 * The samples of one metric in one minute. Percentiles come from a histogram of buckets 5 % wide, so they are that
 * exact; the rest is exact.
 */
final class Datum {
    private static final double WIDTH = Math.log(1.05);
    /** Values below this share the lowest bucket. */
    private static final double SMALLEST = 1e-6;

    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private double count;
    private final TreeMap<Integer, Double> histogram = new TreeMap<>();

    void add(double value) {
        add(value, 1);
    }

    void add(double value, double times) {
        sum += value * times;
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        count += times;
        histogram.merge(bucket(value), times, Double::sum);
    }

    void add(Datum other) {
        sum += other.sum;
        minimum = Math.min(minimum, other.minimum);
        maximum = Math.max(maximum, other.maximum);
        count += other.count;
        other.histogram.forEach((bucket, times) -> histogram.merge(bucket, times, Double::sum));
    }

    /** A set of samples of which only these four figures are known. */
    void addSet(double sum, double minimum, double maximum, double count) {
        this.sum += sum;
        this.minimum = Math.min(this.minimum, minimum);
        this.maximum = Math.max(this.maximum, maximum);
        this.count += count;
        histogram.merge(bucket(sum / count), count, Double::sum);
    }

    double sum() {
        return sum;
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    double count() {
        return count;
    }

    double average() {
        return sum / count;
    }

    /** @param percent 0–100 */
    double percentile(double percent) {
        var rank = count * percent / 100;
        var seen = 0.0;
        for (Map.Entry<Integer, Double> entry : histogram.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                var value = Math.exp((entry.getKey() + 0.5) * WIDTH) * SMALLEST;
                return Math.clamp(value, minimum, maximum);
            }
        }
        return maximum;
    }

    private static int bucket(double value) {
        return value <= SMALLEST ? 0 : (int) Math.floor(Math.log(value / SMALLEST) / WIDTH);
    }
}
