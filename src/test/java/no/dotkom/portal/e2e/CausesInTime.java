package no.dotkom.portal.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import no.dotkom.portal.e2e.DiagnosisE2E.Failing;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import no.dotkom.portal.localaws.wire.Clients;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

/**
 * Moves AWS's time on until AWS knows why a version goes wrong, then lets time pass by itself until its page says so:
 * from the one to the other is what a member waits.
 */
final class CausesInTime implements AutoCloseable {
    /** The issue's: a cause is on the page within so long of AWS knowing. */
    static final Duration MOST = Duration.ofSeconds(10);

    private static final Duration STEP = Duration.ofSeconds(5);

    private final EcsClient ecs = Clients.over(EcsClient.builder(), RunningPortal.WORLD.endpoint());
    private final Visitor reader;
    private final Collection<String> registry;

    /** @param registry what the registry was asked and has answered so far */
    CausesInTime(Collection<String> registry) throws IOException, InterruptedException {
        this.registry = registry;
        reader = Visitor.signedIn(RunningPortal.url(), LocalPerson.KARI);
    }

    /** @throws org.awaitility.core.ConditionTimeoutException naming those of which one was not on its page in time */
    void await(Collection<Failing> all) {
        var open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            var known = next(open);
            Awaitility.await(known.toString())
                    .atMost(MOST)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> told(known));
            open.removeAll(known);
        }
    }

    /** Those that AWS knows of next. The portal looks in its own time, while AWS's is moved on. */
    private List<Failing> next(Collection<Failing> open) {
        var known = new ArrayList<Failing>();
        Awaitility.await("AWS knows of one of " + open)
                .pollInSameThread()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    open.stream().filter(this::known).forEach(known::add);
                    if (known.isEmpty()) {
                        RunningPortal.WORLD.advance(STEP);
                    }
                    return !known.isEmpty();
                });
        return known;
    }

    /** A task of it died, ECS finds no place for one, or the registry said what is wrong with its image. */
    private boolean known(Failing failing) {
        if (failing.code().startsWith("IMG-")) {
            var image = failing.image().split(":", -1);
            return registry.stream().anyMatch(asked -> asked.contains(image[0]) && asked.contains(image[1]));
        }
        var cluster = RunningPortal.WORLD.platform().cluster();
        var services = ecs.describeServices(request -> request.cluster(cluster).services(failing.service()))
                .services();
        return !services.isEmpty()
                && (services.getFirst().events().stream()
                                .anyMatch(event -> event.message().contains("unable to place a task"))
                        || died(cluster, failing.service()));
    }

    /** One that is on its way down has neither exit code nor end yet. */
    private boolean died(String cluster, String service) {
        var stopped = ecs.listTasks(
                        request -> request.cluster(cluster).serviceName(service).desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
        return !stopped.isEmpty()
                && ecs.describeTasks(request -> request.cluster(cluster).tasks(stopped)).tasks().stream()
                        .anyMatch(task -> task.lastStatus().equals("STOPPED"));
    }

    private boolean told(List<Failing> known) throws IOException, InterruptedException {
        for (var each : known) {
            var page = reader.get(each.page()).body();
            if (!page.contains("class=\"diagnosis\"") || !page.contains("<code>" + each.code() + "</code>")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        ecs.close();
    }
}
