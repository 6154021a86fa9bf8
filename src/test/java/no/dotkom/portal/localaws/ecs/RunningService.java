package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.Tag;

/** One service: what was asked of it, its deployments (the primary first) and its tasks. ACTIVE, DRAINING, INACTIVE. */
final class RunningService {
    final CreateServiceRequest asked;
    final ServiceEvents events;
    final List<RunningTask> tasks = new ArrayList<>();
    final List<EcsDeployment> deployments = new ArrayList<>();
    final List<EcsServiceDeployment> serviceDeployments = new ArrayList<>();
    final List<Revision> revisions = new ArrayList<>();
    private Service settings;
    private boolean changed;
    private @Nullable EcsDeployment lastCompleted;
    private int replaced;

    RunningService(CreateServiceRequest asked, Service settings, ServiceEvents events) {
        this.asked = asked;
        this.settings = settings;
        this.events = events;
    }

    Service settings() {
        return settings;
    }

    String name() {
        return settings.serviceName();
    }

    boolean active() {
        return settings.status().equals("ACTIVE");
    }

    boolean draining() {
        return settings.status().equals("DRAINING");
    }

    boolean inactive() {
        return settings.status().equals("INACTIVE");
    }

    /** Still exactly what CreateService made. */
    boolean unchanged() {
        return !changed;
    }

    void change(Service to) {
        settings = to;
        changed = true;
    }

    void drain() {
        settings = settings.toBuilder().status("DRAINING").desiredCount(0).build();
    }

    void deactivate() {
        settings = settings.toBuilder().status("INACTIVE").build();
    }

    EcsDeployment primary() {
        return deployments.getFirst();
    }

    EcsServiceDeployment current() {
        return serviceDeployments.getFirst();
    }

    /** The newest deployment leads; the others give way to it. */
    void begin(EcsDeployment deployment) {
        deployments.remove(deployment);
        deployments.addFirst(deployment);
    }

    /** What a rollback returns to; nothing before the first success and while a rollback runs (aws-facts §4). */
    @Nullable EcsDeployment lastCompleted() {
        return lastCompleted;
    }

    void completed(EcsDeployment deployment) {
        lastCompleted = deployment;
    }

    void rollbackBegins(EcsDeployment to, Service returned) {
        lastCompleted = null;
        begin(to);
        change(returned);
    }

    /** Deployments without tasks are INACTIVE, and described no more. */
    void dropFinishedDeployments() {
        deployments.removeIf(
                deployment -> deployment != primary() && tasksOf(deployment).allMatch(RunningTask::stopped));
    }

    private Stream<RunningTask> tasksOf(EcsDeployment deployment) {
        return tasks.stream().filter(task -> task.origin.deployment() == deployment);
    }

    /** Tasks that nobody has asked to stop. */
    List<RunningTask> alive() {
        return tasks.stream().filter(RunningTask::wanted).toList();
    }

    int count(Revision revision, Predicate<RunningTask> which) {
        return (int) tasksOfRevision(revision).filter(which).count();
    }

    private Stream<RunningTask> tasksOfRevision(Revision revision) {
        return tasks.stream()
                .filter(task -> task.origin.deployment() != null
                        && task.origin.deployment().revision.equals(revision));
    }

    void replacing() {
        replaced++;
    }

    int takeReplaced() {
        var taken = replaced;
        replaced = 0;
        return taken;
    }

    private int count(Predicate<RunningTask> which) {
        return (int) tasks.stream().filter(which).count();
    }

    Service described(@Nullable List<Tag> tags) {
        var service = settings.toBuilder()
                .runningCount(count(RunningTask::running))
                .pendingCount(count(RunningTask::pending))
                .deployments(
                        inactive()
                                ? List.of()
                                : deployments.stream().map(this::described).toList())
                .events(events.newestFirst())
                .currentServiceDeployment(current().arn)
                .currentServiceRevisions(currentRevisions());
        return (tags == null ? service : service.tags(tags)).build();
    }

    private Deployment described(EcsDeployment deployment) {
        var primary = deployment == primary();
        var wanted = (int) tasksOf(deployment).filter(RunningTask::wanted).count();
        return deployment.described(
                primary ? "PRIMARY" : "ACTIVE",
                primary ? settings.desiredCount() : wanted,
                (int) tasksOf(deployment).filter(RunningTask::pending).count(),
                (int) tasksOf(deployment).filter(RunningTask::running).count());
    }

    private List<ServiceCurrentRevisionSummary> currentRevisions() {
        return deployments.stream()
                .map(deployment -> ServiceCurrentRevisionSummary.builder()
                        .arn(deployment.revision.arn())
                        .requestedTaskCount(deployment == primary() ? settings.desiredCount() : 0)
                        .runningTaskCount(count(deployment.revision, RunningTask::running))
                        .pendingTaskCount(count(deployment.revision, RunningTask::pending))
                        .build())
                .toList();
    }
}
