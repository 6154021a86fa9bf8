package no.dotkom.portal.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import no.dotkom.portal.localaws.world.Account;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** The newest 100 events of one service, newest first, in AWS's words (aws-facts §4). */
final class ServiceEvents {
    private static final int KEPT = 100;
    private static final Duration SILENCE = Duration.ofHours(6);
    private static final String GUIDE =
            " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

    private final String service;
    private final Account account;
    private final Supplier<Instant> now;
    private final Deque<ServiceEvent> events = new ArrayDeque<>();
    private final Map<String, Instant> said = new HashMap<>();

    ServiceEvents(String service, Account account, Supplier<Instant> now) {
        this.service = service;
        this.account = account;
        this.now = now;
    }

    List<ServiceEvent> newestFirst() {
        return List.copyOf(events);
    }

    /** A new deployment: what was said before may be said again. */
    void forgetRepeats() {
        said.clear();
    }

    void started(List<RunningTask> tasks, int replaced) {
        say("has started %d tasks: %s.%s".formatted(tasks.size(), names(tasks), replacement(replaced)));
        said.remove("has reached a steady state.");
    }

    private static String replacement(int replaced) {
        return replaced == 0 ? "" : " Amazon ECS replaced %d tasks due to an unhealthy status.".formatted(replaced);
    }

    void stopped(List<RunningTask> tasks) {
        say("has stopped %d running tasks: %s.".formatted(tasks.size(), names(tasks)));
        said.remove("has reached a steady state.");
    }

    private static String names(List<RunningTask> tasks) {
        return String.join(
                " ",
                tasks.stream().map(task -> "(task %s)".formatted(task.id())).toList());
    }

    void registered(String targetGroupArn) {
        say("registered 1 targets in (target-group %s)".formatted(targetGroupArn));
    }

    void deregistered(String targetGroupArn) {
        say("deregistered 1 targets in (target-group %s)".formatted(targetGroupArn));
    }

    void draining(String deploymentId) {
        add("(service %s, taskSet %s) has begun draining connections on 1 tasks.".formatted(service, deploymentId));
    }

    void unhealthyTarget(RunningTask task, RunningTask.Target target, String reason) {
        say("(instance %s) (port %d) is unhealthy in (target-group %s) due to (reason %s)"
                .formatted(task.instance.node.instanceId(), target.port(), target.targetGroupArn(), reason));
    }

    void unhealthyContainer(RunningTask task) {
        say("(task %s) failed container health checks.".formatted(task.id()));
    }

    /** True when it was said, and not only a short while after the last time. */
    boolean unableToPlace(String why) {
        return seldom(
                "was unable to place a task because no container instance met all of its requirements. " + why + GUIDE);
    }

    void failedToLaunch(String error) {
        seldom("failed to launch a task with (error %s).".formatted(error));
    }

    void unableToStart() {
        seldom("is unable to consistently start tasks successfully." + GUIDE);
    }

    void stuckByConfiguration() {
        seldom("was unable to stop or start tasks during a deployment because of the service deployment configuration."
                + " Update the minimumHealthyPercent or maximumPercent value and try again.");
    }

    boolean steady() {
        return seldom("has reached a steady state.");
    }

    void deploymentCompleted(String deploymentId) {
        say("(deployment %s) deployment completed.".formatted(deploymentId));
    }

    void deploymentFailed(String deploymentId, String why) {
        say("(deployment %s) deployment failed: %s".formatted(deploymentId, why));
    }

    void rollingBack(String deploymentId) {
        say("rolling back to deployment %s.".formatted(deploymentId));
    }

    private boolean seldom(String what) {
        var last = said.get(what);
        var due = last == null || !now.get().isBefore(last.plus(SILENCE));
        if (due) {
            said.put(what, now.get());
            say(what);
        }
        return due;
    }

    private void say(String what) {
        add("(service %s) %s".formatted(service, what));
    }

    private void add(String message) {
        var id = "%s-%s-%s-%s-%s"
                .formatted(account.hex(8), account.hex(4), account.hex(4), account.hex(4), account.hex(12));
        events.addFirst(ServiceEvent.builder()
                .id(id)
                .createdAt(now.get())
                .message(message)
                .build());
        while (events.size() > KEPT) {
            events.removeLast();
        }
    }
}
