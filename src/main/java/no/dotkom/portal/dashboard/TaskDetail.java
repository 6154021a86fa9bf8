package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.dashboard.logs.LogEntry;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.watch.NodePicture;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * The page of one task.
 *
 * @param row what a table shows of it
 * @param version whose revision it runs, or null for a stranger's
 * @param before tasks of the same revision that died before it in the 30 days that are kept
 * @param say how it is, or how it ended
 * @param cause why it ended or fails its checks, or null when nothing is wrong
 * @param steps what to do about that
 * @param node where it runs or ran, or null when that node is gone
 * @param console where the same is seen on AWS
 * @param forgotten AWS no longer lists it: what is shown was recorded
 */
public record TaskDetail(
        Situation now,
        List<Situation> tabs,
        TaskPicture task,
        TaskView row,
        @Nullable Version version,
        int before,
        Sentence say,
        @Nullable Diagnosis cause,
        List<NextStep> steps,
        List<Moment> timeline,
        @Nullable NodePicture node,
        boolean forgotten,
        AwsConsole console,
        Rights may) {
    /**
     * A state of its life.
     *
     * @param state done, running, waiting, failed: as a step of a rollout
     * @param at when it was reached, or null when it was not
     * @param took until the next one
     */
    public record Moment(
            String name,
            String state,
            @Nullable Instant at,
            @Nullable Duration took) {}

    public String path() {
        return now.path() + "/tasks/" + task.id();
    }

    /** All that it wrote. */
    public String logs() {
        return now.path() + "/logs?task=" + task.id();
    }

    /** Its last lines, kept when it stopped. */
    public List<LogEntry> lastLines() {
        return LogEntry.lastOf(task);
    }

    /** An address, or a line to copy. @param name message key of what it leads to */
    public record Way(String name, String to) {
        static Way of(String name, String to) {
            return new Way("dashboard.way." + name, to);
        }
    }

    /** Where AWS shows it. */
    public List<Way> links() {
        var names = now.environment().names();
        var links = new ArrayList<Way>();
        links.add(Way.of("task", console.task(task.id())));
        links.add(Way.of("service", console.service(names.service())));
        links.add(Way.of("logs", console.logStream(names, task.id())));
        var service = now.service();
        if (service != null && service.targetGroup() != null) {
            links.add(Way.of("targets", console.targetGroup(service.targetGroup())));
        }
        return links;
    }

    /** Ways to a shell and to its port, for a terminal with rights on AWS of one's own. */
    public List<Way> lines() {
        var names = now.environment().names();
        var instance = task.instanceId();
        var lines = new ArrayList<Way>();
        if (instance != null) {
            lines.add(Way.of("node", console.shellOnNode(instance)));
            if (task.running()) {
                lines.add(Way.of("container", console.shellInContainer(task.id())));
            }
            var port = task.hostPort();
            if (task.running() && port != null) {
                lines.add(Way.of("port", console.forwardPort(instance, port)));
            }
        }
        if (task.running()) {
            lines.add(Way.of("exec", console.execute(task.id(), names.container())));
        }
        return lines;
    }

    /** The session in the console, or null where the task was never placed. */
    public @Nullable String session() {
        var instance = task.instanceId();
        return instance == null ? null : console.session(instance);
    }

    /** Why no session can be opened on its node now, or null when one can. */
    public @Nullable Sentence noSession() {
        if (node == null) {
            return Sentence.of(task.placed() ? "dashboard.session.gone" : "dashboard.session.unplaced");
        }
        if (!Boolean.FALSE.equals(node.ssmOnline())) {
            return null;
        }
        var seen = node.ssmSeenAt();
        return seen == null ? Sentence.of("dashboard.session.never") : Sentence.of("dashboard.session.offline", seen);
    }
}
