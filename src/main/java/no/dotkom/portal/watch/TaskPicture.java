package no.dotkom.portal.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task as last seen, or as it was when it stopped; kept 30 days after that.
 *
 * @param generation the version its revision belongs to, 0 for a stranger's
 * @param health {@code healthy}, {@code unhealthy}, {@code initial}, {@code draining}, or empty while nothing is known
 * @param healthReason the load balancer's or the container check's own words
 * @param node the node's name, empty before it was placed; {@code instanceId} its EC2 id
 * @param lastLines its last log lines, kept when it died; empty while it runs
 * @param image digest that it runs, empty until it was pulled
 * @param unhealthyReason what the load balancer said while it was unhealthy, empty when it never was
 */
public record TaskPicture(
        String id,
        long generation,
        String status,
        String health,
        String healthReason,
        String node,
        @Nullable String instanceId,
        @Nullable Integer hostPort,
        Instant createdAt,
        @Nullable Instant pullStartedAt,
        @Nullable Instant pullStoppedAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        String stopCode,
        String stoppedReason,
        String containerReason,
        @Nullable Integer exitCode,
        List<Line> lastLines,
        String image,
        @Nullable Instant stoppingAt,
        String unhealthyReason,
        Instant seenAt) {
    /** A log line. */
    public record Line(Instant at, String text) {}

    public boolean placed() {
        return !node.isEmpty();
    }

    public boolean stopped() {
        return status.equals("STOPPED");
    }

    public boolean running() {
        return status.equals("RUNNING");
    }

    public boolean healthy() {
        return running() && health.equals("healthy");
    }

    /** It died by itself or was killed, and not because fewer tasks, or other ones, were wanted. */
    public boolean died() {
        return stopped() && !stopCode.equals("ServiceSchedulerInitiated") && !stopCode.equals("UserInitiated")
                || failedChecks();
    }

    /** It ran, and was stopped because its health checks failed. */
    public boolean failedChecks() {
        return stopped()
                && (stoppedReason.contains("failed ELB health checks")
                        || stoppedReason.contains("failed container health checks"));
    }

    /** Four digits, as members see it. */
    public String shortId() {
        return id.substring(0, Math.min(4, id.length()));
    }
}
