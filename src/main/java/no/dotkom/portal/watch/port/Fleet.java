package no.dotkom.portal.watch.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Subject;
import org.jspecify.annotations.Nullable;

/** What runs on the platform, read in as few calls as AWS allows. Throws {@link Unreadable} when AWS does not say. */
public interface Fleet {
    /** A part of the picture could not be read; the message is AWS's. */
    class Unreadable extends RuntimeException {
        public Unreadable(String said, Throwable cause) {
            super(said, cause);
        }
    }

    /** A node. @param cpuTotal and the like: units and MiB that its agent registered */
    record NodeSeen(
            String instanceId,
            String containerInstance,
            String name,
            String type,
            String architecture,
            String zone,
            String state,
            boolean agentConnected,
            int cpuTotal,
            int cpuFree,
            int memoryTotal,
            int memoryFree) {
        public NodeSeen called(String newName) {
            return new NodeSeen(
                    instanceId,
                    containerInstance,
                    newName,
                    type,
                    architecture,
                    zone,
                    state,
                    agentConnected,
                    cpuTotal,
                    cpuFree,
                    memoryTotal,
                    memoryFree);
        }
    }

    record EventSeen(String id, Instant at, String text) {}

    /**
     * A service.
     *
     * @param serving the generation its primary deployment runs, 0 for a stranger's revision
     * @param targetGroup that its tasks register in, null for a worker's
     */
    record ServiceSeen(
            int desired,
            int running,
            int pending,
            long serving,
            @Nullable Arn targetGroup,
            List<EventSeen> events) {}

    /**
     * A task of a service.
     *
     * @param generation the version its revision belongs to, 0 for a stranger's
     * @param image digest that its container was made from, empty until it was pulled
     */
    record TaskSeen(
            String id,
            String service,
            long generation,
            String status,
            String containerHealth,
            @Nullable String containerInstance,
            OptionalInt hostPort,
            Instant createdAt,
            @Nullable Instant pullStartedAt,
            @Nullable Instant pullStoppedAt,
            @Nullable Instant startedAt,
            @Nullable Instant stoppedAt,
            String stopCode,
            String stoppedReason,
            String containerReason,
            OptionalInt exitCode,
            String image,
            @Nullable Instant stoppingAt) {}

    /** A target of a target group. @param state as ELB names it: initial, healthy, unhealthy, draining, unused … */
    record TargetSeen(String instanceId, int port, String state, String reason, String description) {}

    /** The Systems Manager agent of a node. @param seenAt when it last reached AWS */
    record AgentSeen(boolean online, @Nullable Instant seenAt) {}

    record LineSeen(Instant at, String text) {}

    List<NodeSeen> nodes();

    /** By instance id; a node whose agent never reached AWS is not among them. */
    Map<String, AgentSeen> agents();

    Map<EnvironmentId, ServiceSeen> services(Collection<Subject> subjects);

    /**
     * Every task of every service, running ones and those stopped that AWS still lists.
     *
     * @param given revisions that were registered outside the portal, and the version that each is
     */
    List<TaskSeen> tasks(Map<Arn, Generation> given);

    /** Empty when {@link #services} has not told of a target group yet. */
    List<TargetSeen> targets(Subject subject);

    /** The last lines a task wrote, oldest first. */
    List<LineSeen> lastLines(Subject subject, String taskId, int most);
}
