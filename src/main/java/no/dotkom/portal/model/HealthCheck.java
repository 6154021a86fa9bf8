package no.dotkom.portal.model;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * How the load balancer asks a task whether it is well. Ranges are the load balancer's (aws-facts §3), defaults ours.
 *
 * @param path begins with a slash, at most 1024 characters, printable ASCII without spaces
 * @param codes answers that count as well: {@code 200}, {@code 200-399} or a list of them, within 200 to 499
 * @param intervalSeconds 5 to 300
 * @param timeoutSeconds 2 to 120, less than the interval
 * @param healthyAfter passing checks in a row, 2 to 10
 * @param unhealthyAfter failing checks in a row, 2 to 10
 */
public record HealthCheck(
        String path, String codes, int intervalSeconds, int timeoutSeconds, int healthyAfter, int unhealthyAfter) {
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]{0,1023}");
    private static final Pattern CODES =
            Pattern.compile("[234][0-9]{2}(-[234][0-9]{2})?(,[234][0-9]{2}(-[234][0-9]{2})?)*");
    public static final HealthCheck DEFAULT = new HealthCheck("/health", "200-399", 10, 5, 2, 3);

    public HealthCheck {
        Check.that(isPath(path), "A health path begins with / and has no spaces");
        Check.that(isCodes(codes), "Success codes are like 200 or 200-399");
        Check.that(intervalSeconds >= 5 && intervalSeconds <= 300, "The interval is 5 to 300 seconds");
        Check.that(timeoutSeconds >= 2 && timeoutSeconds <= 120, "The timeout is 2 to 120 seconds");
        Check.that(timeoutSeconds < intervalSeconds, "The timeout is less than the interval");
        Check.that(healthyAfter >= 2 && healthyAfter <= 10, "Healthy after 2 to 10 checks");
        Check.that(unhealthyAfter >= 2 && unhealthyAfter <= 10, "Unhealthy after 2 to 10 checks");
    }

    public static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }

    public static boolean isCodes(String text) {
        return CODES.matcher(text).matches();
    }

    /** True when the load balancer takes {@code status} for well. */
    public boolean accepts(int status) {
        return Arrays.stream(codes.split(","))
                .map(part -> part.split("-"))
                .anyMatch(ends ->
                        Integer.parseInt(ends[0]) <= status && status <= Integer.parseInt(ends[ends.length - 1]));
    }

    public HealthCheck withPath(String newPath) {
        return new HealthCheck(newPath, codes, intervalSeconds, timeoutSeconds, healthyAfter, unhealthyAfter);
    }
}
