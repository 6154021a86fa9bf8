package no.dotkom.portal.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as last seen; CPU in units (1024 a vCPU), memory in MiB.
 *
 * @param ssmOnline whether its Systems Manager agent can be reached, so that a session may be opened; null until known
 * @param ssmSeenAt when that agent last reached AWS
 */
public record NodePicture(
        String instanceId,
        String name,
        String type,
        String architecture,
        String zone,
        String state,
        boolean agentConnected,
        int cpuTotal,
        int cpuFree,
        int memoryTotal,
        int memoryFree,
        @Nullable Boolean ssmOnline,
        @Nullable Instant ssmSeenAt,
        Instant seenAt) {}
