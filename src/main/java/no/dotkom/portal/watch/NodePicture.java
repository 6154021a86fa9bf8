package no.dotkom.portal.watch;

import java.time.Instant;

/** A node as last seen; CPU in units (1024 a vCPU), memory in MiB. */
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
        Instant seenAt) {}
