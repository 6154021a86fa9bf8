package no.dotkom.portal.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.watch.port.Fleet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one poller of the platform: draws the picture of what runs in batches, however many look at it. A part that AWS
 * does not tell stays as it was and says how old it is.
 */
@Component
class Poller {
    private static final Logger log = LoggerFactory.getLogger(Poller.class);
    /** Stopped tasks and events are kept so long (design.md decision 13). */
    private static final Duration KEPT = Duration.ofDays(30);

    /**
     * Target groups asked a beat beside those on their way: each is looked up and then asked, so two are 2 calls a
     * second at a beat of 2 s (aws-facts §5).
     */
    private static final int OTHERS_A_BEAT = 2;

    private static final int LINES = 50;
    private final Fleet fleet;
    private final Wishes wishes;
    private final PictureRepository pictures;
    private final WatchProperties properties;
    private final Clock clock;
    private Instant servicesAt = Instant.EPOCH;
    private Instant nodesAt = Instant.EPOCH;
    private int nextOther;
    private boolean stirring;

    Poller(Fleet fleet, Wishes wishes, PictureRepository pictures, WatchProperties properties, Clock clock) {
        this.fleet = fleet;
        this.wishes = wishes;
        this.pictures = pictures;
        this.properties = properties;
        this.clock = clock;
    }

    /** One beat. */
    synchronized void beat() {
        var now = clock.instant();
        var beat = new Beat(pictures.nextBeat(), now);
        var environments = wishes.everything();
        var underway =
                environments.stream().filter(EnvironmentDetails::underway).toList();
        try {
            if (due(nodesAt, properties.nodes(), now)) {
                pictures.nodes(named(fleet.nodes()), beat);
                nodesAt = now;
            }
            targets(environments, beat);
            // One more beat after the last rollout has ended, so that its end is in the picture at once.
            if (!underway.isEmpty() || stirring || due(servicesAt, properties.idle(), now)) {
                services(environments, beat);
                servicesAt = now;
            }
            stirring = !underway.isEmpty();
            pictures.answered("ecs", beat);
        } catch (Fleet.Unreadable unreadable) {
            log.info("The picture could not be drawn: {}", unreadable.getMessage());
            pictures.silent("ecs", now, String.valueOf(unreadable.getMessage()));
        }
    }

    /** {@code node-a} by the zone's letter, with a number where a zone has several: what people can say aloud. */
    private static List<Fleet.NodeSeen> named(List<Fleet.NodeSeen> nodes) {
        var inZone = new HashMap<String, Integer>();
        return nodes.stream()
                .sorted(Comparator.comparing(Fleet.NodeSeen::zone).thenComparing(Fleet.NodeSeen::instanceId))
                .map(node -> {
                    var letter = node.zone().isEmpty()
                            ? "x"
                            : node.zone().substring(node.zone().length() - 1);
                    var number = inZone.merge(letter, 1, Integer::sum);
                    return node.called("node-" + letter + (number == 1 ? "" : number));
                })
                .toList();
    }

    private static boolean due(Instant last, Duration every, Instant now) {
        return !now.isBefore(last.plus(every));
    }

    private void services(List<EnvironmentDetails> environments, Beat beat) {
        var subjects = new HashMap<EnvironmentId, Subject>();
        environments.forEach(details -> subjects.put(details.ref().id(), subject(details)));
        var services = fleet.services(subjects.values());
        var places = pictures.places();
        var byService = new HashMap<String, EnvironmentId>();
        subjects.forEach((id, subject) -> byService.put(subject.names().service(), id));
        for (var task : fleet.tasks()) {
            var environment = byService.get(task.service());
            if (environment != null) {
                pictures.task(environment, task, places.get(String.valueOf(task.containerInstance())), beat);
            }
        }
        pictures.missing(beat);
        environments.stream().filter(EnvironmentDetails::underway).forEach(details -> targets(details, beat));
        for (var details : environments) {
            service(details, services, beat);
        }
        pictures.expire(beat.at().minus(KEPT));
    }

    private void service(EnvironmentDetails details, Map<EnvironmentId, Fleet.ServiceSeen> services, Beat beat) {
        var id = details.ref().id();
        var seen = services.get(id);
        if (seen == null) {
            pictures.noService(id, beat);
            return;
        }
        var tasks = pictures.tasks(id, 50);
        var worker = details.latest().spec().ingress() instanceof Ingress.None;
        var healthy = (int) tasks.stream()
                .filter(task -> worker ? task.running() : task.healthy())
                .count();
        pictures.service(id, seen, healthy, beat);
        keepLines(details, beat.at());
    }

    /** AWS forgets a stopped task within the hour; its last words are kept at once. */
    private void keepLines(EnvironmentDetails details, Instant now) {
        for (var task : pictures.withoutLines(details.ref().id(), now.minus(Duration.ofHours(1)))) {
            pictures.lastLines(task, fleet.lastLines(subject(details), task, LINES));
        }
    }

    /** A few of those at rest, in turn. */
    private void targets(List<EnvironmentDetails> environments, Beat beat) {
        var others =
                environments.stream().filter(details -> !details.underway()).toList();
        for (var i = 0; i < Math.min(OTHERS_A_BEAT, others.size()); i++) {
            targets(others.get(nextOther++ % others.size()), beat);
        }
    }

    private void targets(EnvironmentDetails details, Beat beat) {
        if (details.latest().spec().ingress() instanceof Ingress.None) {
            return;
        }
        var targets = fleet.targets(subject(details));
        for (var task : pictures.tasks(details.ref().id(), 50)) {
            targets.stream()
                    .filter(target -> !task.stopped()
                            && target.instanceId().equals(task.instanceId())
                            && Integer.valueOf(target.port()).equals(task.hostPort()))
                    .findFirst()
                    .ifPresent(target -> pictures.health(task.id(), target.state(), said(target), beat));
        }
    }

    private static String said(Fleet.TargetSeen target) {
        return target.description().isBlank() ? target.reason() : target.description();
    }

    private static Subject subject(EnvironmentDetails details) {
        var ref = details.ref();
        return new Subject(
                ref.id(), ref.name(), details.names(), details.gateway(), List.of(), List.of(), Set.of(), Map.of());
    }
}
