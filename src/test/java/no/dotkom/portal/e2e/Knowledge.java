package no.dotkom.portal.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
final class Knowledge implements AutoCloseable {
    /** The issue's: a cause is on the page within so long of AWS knowing. */
    private static final Duration MOST = Duration.ofSeconds(10);

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int STEPS = 120;

    private final EcsClient ecs = Clients.over(EcsClient.builder(), RunningPortal.WORLD.endpoint());
    private final Visitor reader;
    private final Collection<String> registry;

    /** @param registry what the registry was asked and has answered so far */
    Knowledge(Collection<String> registry) throws IOException, InterruptedException {
        this.registry = registry;
        reader = Visitor.signedIn(RunningPortal.url(), LocalPerson.KARI);
    }

    /** The first version of an environment that fails. @param service its ECS service; @param code on its card */
    record Failing(String service, String image, String page, String code) {}

    /** @throws org.awaitility.core.ConditionTimeoutException naming the first that was not on its page in time */
    void awaitOnPages(Collection<Failing> all) throws InterruptedException {
        var open = new ArrayList<>(all);
        for (var step = 0; !open.isEmpty(); step++) {
            if (step == STEPS) {
                throw new AssertionError("AWS knows nothing of " + open);
            }
            var known = open.stream().filter(this::known).toList();
            if (known.isEmpty()) {
                RunningPortal.WORLD.advance(STEP);
                Thread.sleep(500);
            }
            known.forEach(each -> Awaitility.await(each.toString())
                    .atMost(MOST)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> told(each)));
            open.removeAll(known);
        }
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

    private boolean told(Failing failing) {
        try {
            var page = reader.get(failing.page()).body();
            return page.contains("class=\"diagnosis\"") && page.contains("<code>" + failing.code() + "</code>");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        ecs.close();
    }
}
