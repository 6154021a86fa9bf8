package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.diagnose.Diagnoses;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Evidence;
import no.dotkom.portal.diagnose.Facts;
import no.dotkom.portal.diagnose.Piece;
import no.dotkom.portal.diagnose.Remedy;
import no.dotkom.portal.diagnose.TaskEvidence;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.watch.EventPicture;
import no.dotkom.portal.watch.NodePicture;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of an environment, as evidence for its diagnosis; so a version that failed last night is told by the
 * rules of today. Pure.
 *
 * @param tasks of the environment, newest first
 * @param events of its service, oldest first
 */
record Causes(Situation now, List<TaskPicture> tasks, List<EventPicture> events, List<NodePicture> nodes) {
    /** What happened before this is no news of a version that serves. */
    static final Duration LATELY = Duration.ofMinutes(10);

    /** The circuit breaker's own problem: it has no cause of its own. */
    static final String BREAKER = "CB-1";

    /** Why a version failed, or keeps failing; the cause before the breaker that only counted. Empty when all is well. */
    List<Diagnosis> of(Version version, @Nullable TaskPicture task) {
        var found = Diagnoses.of(evidence(version, task));
        var problem = version.problem();
        if (problem == null) {
            return found;
        }
        // What a member did or we found out ourselves needs no text of AWS's to be told.
        return problem.code().equals(BREAKER) ? causeFirst(found, version, problem) : ours(found, problem);
    }

    private List<Diagnosis> causeFirst(List<Diagnosis> found, Version version, Problem problem) {
        var causes = found.stream().filter(each -> !each.code().equals(BREAKER)).toList();
        var breaker = found.stream()
                .filter(each -> each.code().equals(BREAKER))
                .findFirst()
                .orElseGet(() -> told(counted(version, problem), new Remedy.ShowDetails()));
        return Stream.concat(causes.stream(), Stream.of(breaker)).toList();
    }

    /** AWS said nothing that could be read: the numbers are our own. */
    private Problem counted(Version version, Problem problem) {
        var died = String.valueOf(died(version).size());
        var kept = kept(version);
        return died.equals("0") || kept.isEmpty()
                ? problem
                : Problem.of(BREAKER, Map.of("failed", died, "tasks", died, "kept", kept))
                        .saying(problem.said());
    }

    private String kept(Version version) {
        return now.serving()
                .filter(serving -> !serving.generation().equals(version.generation()))
                .map(serving -> serving.generation().toString())
                .orElse("");
    }

    private static List<Diagnosis> ours(List<Diagnosis> found, Problem problem) {
        if (problem.code().equals("CANCELLED")) {
            return List.of(told(problem, new Remedy.Nothing()));
        }
        var same = found.stream()
                .filter(each -> each.code().equals(problem.code()))
                .findFirst();
        var first = same.map(each -> new Diagnosis(problem, each.pieces(), each.remedies()))
                .orElseGet(() -> told(problem, remedy(problem)));
        var rest = found.stream()
                .filter(each ->
                        !each.code().equals(problem.code()) && !each.code().equals(BREAKER))
                .filter(each -> !each.code().equals("UNK-0"));
        return Stream.concat(Stream.of(first), rest).toList();
    }

    private static Diagnosis told(Problem problem, Remedy remedy) {
        var pieces = problem.said().isEmpty()
                ? List.<Piece>of()
                : List.of(new Piece(Piece.Source.DEPLOYMENT, problem.said()));
        return new Diagnosis(problem, pieces, List.of(remedy));
    }

    /** For what the loop finds without evidence of AWS's: the image before its pull, the room before its placement. */
    private static Remedy remedy(Problem problem) {
        return switch (problem.code().substring(0, 3)) {
            case "IMG" -> new Remedy.ChooseTag("", "");
            case "CAP", "FIT" -> new Remedy.ChangeSize(null, OptionalInt.empty());
            default -> new Remedy.ShowDetails();
        };
    }

    /** Why one task ended, or fails its checks. */
    List<Diagnosis> of(TaskPicture task, @Nullable Version version) {
        var facts = version == null ? Facts.NONE : facts(version);
        return Diagnoses.of(Evidence.NONE
                .with(task(task))
                .with(checks(task))
                .with(node(task))
                .with(facts));
    }

    /** What its own end tells, without its surroundings. */
    static List<Diagnosis> ofTaskAlone(TaskPicture task) {
        return Diagnoses.of(Evidence.NONE.with(task(task)).with(said(task)));
    }

    /**
     * What made a version fail that the circuit breaker ended, for lists: by its tasks alone, and in their numbers.
     *
     * @param died tasks of its environment, the newest first
     */
    static Version told(Version version, List<TaskPicture> died) {
        var problem = version.problem();
        if (problem == null || !problem.code().equals(BREAKER)) {
            return version;
        }
        var container = version.containerGeneration().number();
        var mine = died.stream().filter(task -> task.generation() == container).toList();
        return telling(mine)
                .flatMap(task ->
                        Diagnoses.of(Evidence.NONE
                                        .with(task(task))
                                        .with(said(task))
                                        .with(Facts.NONE.of(version.spec())))
                                .stream()
                                .findFirst())
                .map(cause -> version.because(cause.problem()))
                .orElse(version);
    }

    private Evidence evidence(Version version, @Nullable TaskPicture task) {
        var evidence = Evidence.NONE.with(rollout(version)).with(facts(version));
        return task == null
                ? evidence
                : evidence.with(task(task)).with(checks(task)).with(node(task));
    }

    private static TaskEvidence task(TaskPicture task) {
        var exit = task.exitCode();
        return TaskEvidence.NONE
                .called(task.shortId(), task.status())
                .stopped(task.stopCode(), task.stoppedReason())
                .with(new TaskEvidence.Container(
                        "app", task.containerReason(), exit == null ? OptionalInt.empty() : OptionalInt.of(exit)))
                .between(task.startedAt(), task.stoppedAt())
                .wrote(task.lastLines().stream()
                        .map(line -> new TaskEvidence.Line(line.at(), line.text()))
                        .toList());
    }

    private Evidence.Checks checks(TaskPicture task) {
        return said(task).timed(ran(task), null);
    }

    private static Evidence.Checks said(TaskPicture task) {
        var unhealthy = task.unhealthyReason().isEmpty() ? "" : "unhealthy";
        var inside = task.stoppedReason().contains("container health checks") ? "UNHEALTHY" : "";
        return Evidence.Checks.NONE
                .target(unhealthy, "", task.unhealthyReason())
                .container(inside, "");
    }

    private @Nullable Duration ran(TaskPicture task) {
        var started = task.startedAt();
        var until = task.stoppedAt() == null ? now.picture().now() : task.stoppedAt();
        return started == null ? null : Duration.between(started, until);
    }

    private Evidence.Node node(TaskPicture task) {
        return nodes.stream()
                .filter(node -> node.instanceId().equals(task.instanceId()))
                .findFirst()
                .map(node -> new Evidence.Node(
                        node.name(), node.zone(), "", node.agentConnected(), others(node), silence(node)))
                .orElseGet(() -> new Evidence.Node(task.node(), "", "", null, null, null));
    }

    private boolean others(NodePicture node) {
        return nodes.stream().anyMatch(other -> !other.equals(node) && other.agentConnected());
    }

    /** A node that speaks is not silent; since when one is, ECS does not say. */
    private static @Nullable Duration silence(NodePicture node) {
        return node.agentConnected() ? Duration.ZERO : null;
    }

    private Evidence.Rollout rollout(Version version) {
        var until = end(version);
        var from = version.state() == VersionState.LIVE ? until.minus(LATELY) : version.createdAt();
        var told = events.stream()
                .filter(event -> !event.at().isBefore(from) && !event.at().isAfter(until.plusSeconds(60)))
                .map(event -> Evidence.Event.of(event.text()))
                .toList();
        var died = (int) mine(version).filter(TaskPicture::died).count();
        var rollout = Evidence.Rollout.NONE.events(told);
        var problem = version.problem();
        if (problem != null && problem.code().equals(BREAKER)) {
            rollout = rollout.deployment("FAILED", problem.said(), "", false);
        }
        return died == 0 ? rollout : rollout.counted(died, died);
    }

    /** Of a version that failed, when it did and what AWS adds in the minute after; of another, now. */
    private Instant end(Version version) {
        var finished = version.finishedAt();
        return finished == null || version.state() == VersionState.LIVE
                ? now.picture().now()
                : finished;
    }

    private Stream<TaskPicture> mine(Version version) {
        var container = version.containerGeneration().number();
        return tasks.stream().filter(task -> task.generation() == container);
    }

    private Facts facts(Version version) {
        var app = now.environment().ref().name().full();
        return Facts.NONE
                .of(version.spec())
                .named(app, version.generation().toString(), kept(version))
                .at(now.picture().readAt(), null)
                .with(room(version));
    }

    private Facts.Room room(Version version) {
        if (nodes.isEmpty()) {
            return Facts.Room.UNKNOWN;
        }
        var architecture = version.spec().architecture().word();
        var largest = nodes.stream()
                .filter(node -> node.architecture().equals(architecture))
                .mapToInt(NodePicture::memoryFree)
                .max();
        var architectures =
                nodes.stream().map(NodePicture::architecture).distinct().toList();
        return new Facts.Room(OptionalInt.of(nodes.size()), largest, architectures, "", false);
    }

    /** The tasks of a version that died, the last first. */
    List<TaskPicture> died(Version version) {
        return mine(version).filter(TaskPicture::died).toList();
    }

    /** The one whose end tells most: the last that left lines, or else the last. */
    Optional<TaskPicture> telling(Version version) {
        return telling(died(version));
    }

    private static Optional<TaskPicture> telling(List<TaskPicture> died) {
        return died.stream()
                .filter(task -> !task.lastLines().isEmpty())
                .findFirst()
                .or(() -> died.stream().findFirst());
    }

    /** One that runs and fails its checks, though its grace is over. */
    @Nullable TaskPicture failing(Version version) {
        var grace = Duration.ofSeconds(version.spec().rollout().graceSeconds());
        return mine(version)
                .filter(task -> task.running() && task.health().equals("unhealthy"))
                .filter(task -> longer(ran(task), grace))
                .findFirst()
                .orElse(null);
    }

    private static boolean longer(@Nullable Duration ran, Duration grace) {
        return ran != null && ran.compareTo(grace) > 0;
    }

    /** Those of its tasks that died lately. */
    List<TaskPicture> lately(Version version) {
        var since = now.picture().now().minus(LATELY);
        return died(version).stream()
                .filter(task -> after(task.stoppedAt(), since))
                .toList();
    }

    private static boolean after(@Nullable Instant at, Instant since) {
        return at != null && at.isAfter(since);
    }
}
