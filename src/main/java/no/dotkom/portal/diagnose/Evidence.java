package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may be known about one thing that failed, by subject. Begin with {@link #NONE} and add what there is;
 * what is not known stays empty, and nothing is asked for. Texts are as AWS said them.
 */
public record Evidence(TaskEvidence task, Checks checks, Rollout rollout, Node node, EdgeEvidence edge, Facts facts) {
    public static final Evidence NONE =
            new Evidence(TaskEvidence.NONE, Checks.NONE, Rollout.NONE, Node.NONE, EdgeEvidence.NONE, Facts.NONE);

    public Evidence with(TaskEvidence newTask) {
        return new Evidence(newTask, checks, rollout, node, edge, facts);
    }

    public Evidence with(Checks newChecks) {
        return new Evidence(task, newChecks, rollout, node, edge, facts);
    }

    public Evidence with(Rollout newRollout) {
        return new Evidence(task, checks, newRollout, node, edge, facts);
    }

    public Evidence with(Node newNode) {
        return new Evidence(task, checks, rollout, newNode, edge, facts);
    }

    public Evidence with(EdgeEvidence newEdge) {
        return new Evidence(task, checks, rollout, node, newEdge, facts);
    }

    public Evidence with(Facts newFacts) {
        return new Evidence(task, checks, rollout, node, edge, newFacts);
    }

    /**
     * What the checks say.
     *
     * @param targetState as ELB names it: {@code healthy}, {@code unhealthy}, {@code draining} …
     * @param targetReason {@code Target.Timeout} …; {@code targetSaid} the description beside it
     * @param container {@code HEALTHY}, {@code UNHEALTHY}, {@code UNKNOWN} or empty
     * @param containerSaid what the check inside the container printed, where that is known
     * @param sinceStart how long the task has run; within the grace period nothing has failed
     * @param firstAnswerAfter measured from the start
     */
    public record Checks(
            String targetState,
            String targetReason,
            String targetSaid,
            String container,
            String containerSaid,
            @Nullable Duration sinceStart,
            @Nullable Duration firstAnswerAfter) {
        public static final Checks NONE = new Checks("", "", "", "", "", null, null);

        public Checks target(String state, String reason, String said) {
            return new Checks(state, reason, said, container, containerSaid, sinceStart, firstAnswerAfter);
        }

        public Checks container(String status, String said) {
            return new Checks(targetState, targetReason, targetSaid, status, said, sinceStart, firstAnswerAfter);
        }

        public Checks timed(@Nullable Duration running, @Nullable Duration firstAnswer) {
            return new Checks(targetState, targetReason, targetSaid, container, containerSaid, running, firstAnswer);
        }

        /** Reason and description of the target, as one text. */
        String said() {
            return (targetReason + " " + targetSaid).strip();
        }
    }

    /**
     * The service and its deployment.
     *
     * @param placementFailures reasons of a refused RunTask
     * @param stateReason {@code rolloutStateReason}, and {@code statusReason}, as AWS said them
     * @param stranger true when the deployment is of a revision that is not ours
     * @param failed tasks that failed, of {@code tasks} tried
     * @param slowest of the last ten like it
     */
    public record Rollout(
            List<Event> events,
            List<String> placementFailures,
            String stateReason,
            String statusReason,
            boolean stranger,
            OptionalInt failed,
            OptionalInt tasks,
            @Nullable Duration elapsed,
            @Nullable Duration slowest) {
        public static final Rollout NONE =
                new Rollout(List.of(), List.of(), "", "", false, OptionalInt.empty(), OptionalInt.empty(), null, null);

        public Rollout {
            events = List.copyOf(events);
            placementFailures = List.copyOf(placementFailures);
        }

        public Rollout events(List<Event> newEvents) {
            return new Rollout(
                    newEvents, placementFailures, stateReason, statusReason, stranger, failed, tasks, elapsed, slowest);
        }

        public Rollout refused(List<String> reasons) {
            return new Rollout(events, reasons, stateReason, statusReason, stranger, failed, tasks, elapsed, slowest);
        }

        public Rollout deployment(String newStateReason, String newStatusReason, boolean notOurs) {
            return new Rollout(
                    events,
                    placementFailures,
                    newStateReason,
                    newStatusReason,
                    notOurs,
                    failed,
                    tasks,
                    elapsed,
                    slowest);
        }

        public Rollout counted(int newFailed, int newTasks) {
            return new Rollout(
                    events,
                    placementFailures,
                    stateReason,
                    statusReason,
                    stranger,
                    OptionalInt.of(newFailed),
                    OptionalInt.of(newTasks),
                    elapsed,
                    slowest);
        }

        public Rollout timed(@Nullable Duration now, @Nullable Duration slowestOfTen) {
            return new Rollout(
                    events, placementFailures, stateReason, statusReason, stranger, failed, tasks, now, slowestOfTen);
        }
    }

    /** A service event. @param name and {@code type} are EventBridge's, else empty */
    public record Event(String text, String name, String type) {
        public static Event of(String text) {
            return new Event(text, "", "");
        }
    }

    /**
     * The node the task ran on, or one that is looked at by itself.
     *
     * @param said its state, or a report about it, in AWS's words
     * @param connected whether the agent speaks; null when that is not known
     * @param othersConnected whether any other node does; null when that is not known
     */
    public record Node(
            String name,
            String zone,
            String said,
            @Nullable Boolean connected,
            @Nullable Boolean othersConnected,
            @Nullable Duration silentFor) {
        public static final Node NONE = new Node("", "", "", null, null, null);
    }
}
