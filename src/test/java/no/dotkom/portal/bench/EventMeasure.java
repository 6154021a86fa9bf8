package no.dotkom.portal.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import no.dotkom.portal.bench.Estate.Environment;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import no.dotkom.portal.localaws.wire.Clients;
import org.springframework.web.util.HtmlUtils;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** From what happens on AWS to the frame that shows it on an open page: of what is deploying, and of what is at rest. */
final class EventMeasure implements Measure {
    private static final int TIMES = 8;
    /** The issue's: at the screen after so many seconds. */
    private static final double MOST_DEPLOYING = 3;

    private static final double MOST_AT_REST = 20;
    private static final int LONGEST = 120;
    /** Until a stream has told what was there before. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** Between looks at ECS, which tells nobody by itself: what is measured is right to so much. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Pattern STREAM = Pattern.compile("hx-sse:connect=\"([^\"]+)\"");

    @Override
    public Section take(Subject subject) throws Exception {
        Progress.say("Watching %d deployments end and %d tasks stop …", TIMES, TIMES);
        var web = Estate.of(subject.pace().environments()).environments().stream()
                .filter(each -> !each.worker())
                .skip(12)
                .limit(TIMES)
                .toList();
        try (var ecs = Clients.of(EcsClient.builder(), subject.aws().dispatch())) {
            var kari = Visitor.signedIn(subject.url(), LocalPerson.KARI);
            var deploying = new ArrayList<Double>();
            var atRest = new ArrayList<Double>();
            for (var environment : web) {
                deploying.add(deployed(subject, ecs, kari, environment));
            }
            for (var environment : web) {
                atRest.add(stopped(subject, ecs, kari, environment));
            }
            return Section.of(
                    "What happens on AWS, until a page shows it",
                    List.of(
                            "Deploying: from the end of the deployment in ECS until the page of the version says so.",
                            "At rest: from StopTask until the overview is redrawn. %d times each, one after the other."
                                    .formatted(TIMES)),
                    List.of(row("deploying", deploying, MOST_DEPLOYING), row("at rest", atRest, MOST_AT_REST)));
        }
    }

    private static Section.Row row(String name, List<Double> seconds, double most) {
        var spread = new Spread(seconds);
        return Section.Row.of(
                name,
                Figure.of("p50", spread.percentile(50), "s"),
                Figure.of("p95", spread.percentile(95), "s").atMost(most));
    }

    private static double deployed(Subject subject, EcsClient ecs, Visitor kari, Environment environment)
            throws Exception {
        var before = running(subject, ecs, environment);
        Estate.deploy(kari, environment, "demo/healthy:1.2");
        var version = kari.get(environment.path() + "/deployments")
                .body()
                .replaceAll("(?s).*?" + Pattern.quote(environment.path()) + "/versions/(\\d+).*", "$1");
        var shown = new CompletableFuture<Long>();
        var page = kari.get(environment.path() + "/versions/" + version).body();
        try (var reader = Reader.following(kari, address(page), line -> {
            if (line.contains("data-title=\"✓")) {
                shown.complete(System.nanoTime());
            }
        })) {
            while (running(subject, ecs, environment).equals(before)) {
                Thread.sleep(LOOK);
            }
            var ended = System.nanoTime();
            return Math.max(0, (came(shown, environment) - ended) / 1e9);
        }
    }

    /** The revision whose deployment has ended. */
    private static String running(Subject subject, EcsClient ecs, Environment environment) {
        return ecs
                .describeServices(
                        request -> request.cluster(subject.aws().platform().cluster())
                                .services(environment.app() + "-" + environment.slug()))
                .services()
                .getFirst()
                .deployments()
                .stream()
                .filter(each -> each.rolloutState() == DeploymentRolloutState.COMPLETED)
                .findFirst()
                .map(each -> each.taskDefinition())
                .orElse("none yet");
    }

    private static double stopped(Subject subject, EcsClient ecs, Visitor kari, Environment environment)
            throws Exception {
        var cluster = subject.aws().platform().cluster();
        var task = ecs.listTasks(
                        request -> request.cluster(cluster).serviceName(environment.app() + "-" + environment.slug()))
                .taskArns()
                .getFirst();
        var shown = new CompletableFuture<Long>();
        var ready = new boolean[1];
        var page = kari.get(environment.path()).body();
        try (var reader = Reader.following(kari, address(page), line -> {
            if (ready[0] && line.startsWith("data:")) {
                shown.complete(System.nanoTime());
            }
        })) {
            Thread.sleep(QUIET);
            ready[0] = true;
            var begun = System.nanoTime();
            ecs.stopTask(request -> request.cluster(cluster).task(task).reason("bench"));
            return (came(shown, environment) - begun) / 1e9;
        }
    }

    private static String address(String page) {
        var found = STREAM.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException("The page follows nothing: " + page);
        }
        return HtmlUtils.htmlUnescape(found.group(1));
    }

    private static long came(CompletableFuture<Long> shown, Environment environment)
            throws InterruptedException, ExecutionException, IOException {
        try {
            return shown.get(LONGEST, TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new IOException(environment + " showed nothing within " + LONGEST + " s", never);
        }
    }
}
