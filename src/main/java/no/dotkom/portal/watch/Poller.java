package no.dotkom.portal.watch;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
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

    private static final Duration EXPIRES_EVERY = Duration.ofMinutes(1);
    /** Dead tasks whose last lines are read in one beat. */
    private static final int DEAD_A_BEAT = 20;

    private static final int LINES = 100;
    /** While anything is on its way nodes are read each third time: silent ones may be why it waits. */
    private static final int NODE_BEATS = 3;

    private final Fleet fleet;
    private final Wishes wishes;
    private final PictureRepository pictures;
    private final DrawingRepository drawings;
    private final ServiceDrawingRepository services;
    private final WatchProperties properties;
    private final Clock clock;
    private final TargetRounds rounds = new TargetRounds();
    /** What the last beat knew already; a hint, for AWS repeats the last hundred events each time. */
    private final Map<EnvironmentId, Set<String>> events = new HashMap<>();

    private Instant servicesAt = Instant.EPOCH;
    private Instant nodesAt = Instant.EPOCH;
    private Instant agentsAt = Instant.EPOCH;
    private Instant expiredAt = Instant.EPOCH;
    private boolean stirring;

    Poller(
            Fleet fleet,
            Wishes wishes,
            PictureRepository pictures,
            DrawingRepository drawings,
            ServiceDrawingRepository services,
            WatchProperties properties,
            Clock clock) {
        this.fleet = fleet;
        this.wishes = wishes;
        this.pictures = pictures;
        this.drawings = drawings;
        this.services = services;
        this.properties = properties;
        this.clock = clock;
    }

    /** One beat. */
    synchronized void beat() {
        var now = clock.instant();
        var beat = new Beat(drawings.nextBeat(), now);
        var environments = wishes.everything();
        var underway = environments.stream().anyMatch(EnvironmentDetails::underway);
        read("ecs", beat, () -> {
            if (due(nodesAt, underway ? properties.deploying().multipliedBy(NODE_BEATS) : properties.nodes(), now)) {
                drawings.nodes(named(fleet.nodes()), beat);
                nodesAt = now;
            }
            // One more beat after the last rollout has ended, so that its end is in the picture at once.
            if (underway || stirring || due(servicesAt, properties.idle(), now)) {
                services(environments, beat);
                servicesAt = now;
                drawings.answered("ecs", beat);
            }
            stirring = underway;
        });
        // What ELB does not tell leaves the rest of the picture as fresh as it is.
        read("elb", beat, () -> targets(environments, beat));
        read("ssm", beat, () -> {
            if (due(agentsAt, properties.agents(), now)) {
                // Also when AWS refuses: nobody waits for it, so it is not asked again at once.
                agentsAt = now;
                drawings.agents(fleet.agents());
            }
        });
    }

    private void read(String source, Beat beat, Runnable part) {
        try {
            part.run();
        } catch (Fleet.Unreadable unreadable) {
            log.info("The picture could not be drawn: {}", unreadable.getMessage());
            drawings.silent(source, beat.at(), String.valueOf(unreadable.getMessage()));
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

    /** Also when the clock was set back meanwhile. */
    private static boolean due(Instant last, Duration every, Instant now) {
        return now.isBefore(last) || !now.isBefore(last.plus(every));
    }

    private void services(List<EnvironmentDetails> environments, Beat beat) {
        var subjects = new HashMap<EnvironmentId, Subject>();
        var given = wishes.given();
        environments.forEach(details -> subjects.put(details.ref().id(), subject(details, given)));
        var seen = fleet.services(subjects.values());
        tasks(subjects, given, beat);
        var present = pictures.present();
        var drawn = new ArrayList<ServiceDrawingRepository.ServiceDrawn>();
        for (var details : environments) {
            var id = details.ref().id();
            if (seen.get(id) instanceof Fleet.ServiceSeen service) {
                drawn.add(new ServiceDrawingRepository.ServiceDrawn(
                        id, service, healthy(details, present.getOrDefault(id, List.of()))));
                events(id, service);
            }
        }
        services.services(drawn, beat);
        events.keySet().retainAll(subjects.keySet());
        keepLines(subjects, beat.at());
        if (due(expiredAt, EXPIRES_EVERY, beat.at())) {
            services.expire(beat.at().minus(KEPT));
            expiredAt = beat.at();
        }
    }

    private void tasks(Map<EnvironmentId, Subject> subjects, Map<Arn, Generation> given, Beat beat) {
        var byService = new HashMap<String, EnvironmentId>();
        subjects.forEach((id, subject) -> byService.put(subject.names().service(), id));
        var places = drawings.places();
        drawings.tasks(
                fleet.tasks(given).stream()
                        .filter(task -> byService.containsKey(task.service()))
                        .map(task -> new DrawingRepository.TaskDrawn(
                                requireNonNull(byService.get(task.service())),
                                task,
                                places.get(String.valueOf(task.containerInstance()))))
                        .toList(),
                beat);
        services.missing(beat);
    }

    private static int healthy(EnvironmentDetails details, List<TaskPicture> tasks) {
        var worker = details.latest().spec().ingress() instanceof Ingress.None;
        return (int) tasks.stream()
                .filter(task -> worker ? task.running() : task.healthy())
                .count();
    }

    private void events(EnvironmentId id, Fleet.ServiceSeen service) {
        var before = events.getOrDefault(id, Set.of());
        services.events(
                id,
                service.events().stream()
                        .filter(event -> !before.contains(event.id()))
                        .toList());
        events.put(id, service.events().stream().map(Fleet.EventSeen::id).collect(Collectors.toSet()));
    }

    /** AWS forgets a stopped task within the hour; its last words are kept at once. */
    private void keepLines(Map<EnvironmentId, Subject> subjects, Instant now) {
        for (var dead : services.withoutLines(now.minus(Duration.ofHours(1)), DEAD_A_BEAT)) {
            var subject = subjects.get(dead.getValue());
            if (subject != null) {
                services.lastLines(dead.getKey(), fleet.lastLines(subject, dead.getKey(), LINES));
            }
        }
    }

    private void targets(List<EnvironmentDetails> environments, Beat beat) {
        var next = rounds.next(environments, beat.at());
        if (next.isEmpty()) {
            return;
        }
        var present = pictures.present();
        for (var details : next) {
            var tasks = present.getOrDefault(details.ref().id(), List.of());
            fleet.targets(subject(details, Map.of())).forEach(target -> health(target, tasks, beat));
        }
    }

    private void health(Fleet.TargetSeen target, List<TaskPicture> tasks, Beat beat) {
        tasks.stream()
                .filter(task -> target.instanceId().equals(task.instanceId())
                        && Integer.valueOf(target.port()).equals(task.hostPort()))
                .filter(task -> !task.health().equals(target.state())
                        || !task.healthReason().equals(said(target)))
                .findFirst()
                .ifPresent(task -> services.health(task.id(), target.state(), said(target), beat));
    }

    private static String said(Fleet.TargetSeen target) {
        return target.description().isBlank() ? target.reason() : target.description();
    }

    private static Subject subject(EnvironmentDetails details, Map<Arn, Generation> given) {
        var ref = details.ref();
        return new Subject(
                ref.id(), ref.name(), details.names(), details.gateway(), List.of(), List.of(), Set.of(), given);
    }
}
