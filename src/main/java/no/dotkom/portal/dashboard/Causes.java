package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.diagnose.Diagnoses;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.EdgeEvidence;
import no.dotkom.portal.diagnose.Evidence;
import no.dotkom.portal.diagnose.Facts;
import no.dotkom.portal.diagnose.Piece;
import no.dotkom.portal.diagnose.Remedy;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.watch.EventPicture;
import no.dotkom.portal.watch.NodePicture;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * Why versions and tasks of an environment fail, by what is recorded of it: a version that failed last night is told by
 * the rules of today. Pure.
 *
 * @param tasks of the environment, newest first
 * @param events of its service, oldest first
 */
record Causes(Situation now, List<TaskPicture> tasks, List<EventPicture> events, List<NodePicture> nodes) {
    /** What happened before this is no news of a version that serves. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private static final String BREAKER = "CB-1";
    private static final String UNKNOWN = "UNK-0";
    /** They only say that it took too many tries, or too long: the cause is the task's. */
    private static final Set<String> CAUSELESS = Set.of(BREAKER, "STUCK-1");
    /** It only says that AWS refused: the cause is in AWS's words. */
    private static final String REFUSED = "AWS-3";

    /** True when a version's problem tells no cause. */
    static boolean causeless(@Nullable Problem problem) {
        return problem != null && (CAUSELESS.contains(problem.code()) || refused(problem));
    }

    private static boolean refused(Problem problem) {
        return problem.code().equals(REFUSED);
    }

    /** Why a version failed, or keeps failing; the cause before what only counted. Empty when all is well. */
    List<Diagnosis> of(Version version, @Nullable TaskPicture task) {
        var found = Diagnoses.of(evidence(version, task));
        var problem = version.problem();
        if (problem == null) {
            var codes = found.stream().map(Diagnosis::code).toList();
            // What the evidence shows too is told by it, with all that it knows.
            var blockers = Blockers.of(version, now.status()).stream().filter(each -> !codes.contains(each.code()));
            return Stream.of(blockers, found.stream(), unreached(version).stream())
                    .flatMap(each -> each)
                    .toList();
        }
        // What a member did or we found out ourselves needs no text of AWS's to be told.
        return causeless(problem) ? causeFirst(found, version, problem) : ours(found, problem);
    }

    /** Domains that do not lead here, when it is the version that serves. */
    List<Diagnosis> unreached(Version version) {
        var live = now.environment().live();
        return live != null && live.generation().equals(version.generation())
                ? now.dnsProblems().stream().map(Blockers::told).toList()
                : List.of();
    }

    private List<Diagnosis> causeFirst(List<Diagnosis> found, Version version, Problem problem) {
        var causes = found.stream()
                .filter(each -> !each.code().equals(BREAKER))
                .filter(each -> !refused(problem) || !each.code().equals(UNKNOWN));
        var counted = found.stream()
                .filter(each -> each.code().equals(problem.code()))
                .findFirst()
                .orElseGet(() -> told(counted(version, problem), List.of(new Remedy.ShowDetails())));
        return Stream.concat(causes, Stream.of(counted)).toList();
    }

    /** AWS said nothing that could be read: the numbers are our own. */
    private Problem counted(Version version, Problem problem) {
        var died = died(version).size();
        var kept = kept(version);
        if (!problem.code().equals(BREAKER) || died == 0 || kept.isEmpty()) {
            return problem;
        }
        var values = Map.of(
                "failed", String.valueOf(died),
                "tasks", String.valueOf(mine(version).size()),
                "kept", kept);
        return Problem.of(BREAKER, values).saying(problem.said());
    }

    private String kept(Version version) {
        return now.serving()
                .filter(serving -> !serving.generation().equals(version.generation()))
                .map(serving -> serving.generation().toString())
                .orElse("");
    }

    private static List<Diagnosis> ours(List<Diagnosis> found, Problem problem) {
        if (problem.code().equals("CANCELLED")) {
            return List.of(told(problem, List.of(new Remedy.Nothing())));
        }
        var same = found.stream()
                .filter(each -> each.code().equals(problem.code()))
                .findFirst();
        var first = same.map(each -> new Diagnosis(problem, each.pieces(), each.remedies()))
                .orElseGet(() -> told(problem, remedies(problem)));
        var rest = found.stream()
                .filter(each ->
                        !each.code().equals(problem.code()) && !each.code().equals(BREAKER))
                .filter(each -> !each.code().equals(UNKNOWN));
        return Stream.concat(Stream.of(first), rest).toList();
    }

    private static Diagnosis told(Problem problem, List<Remedy> remedies) {
        var pieces = problem.said().isEmpty()
                ? List.<Piece>of()
                : List.of(new Piece(Piece.Source.DEPLOYMENT, problem.said()));
        return new Diagnosis(problem, pieces, remedies);
    }

    /** For what the loop finds without evidence of AWS's: the image before its pull, the room before its placement. */
    static List<Remedy> remedies(Problem problem) {
        return switch (problem.code()) {
            case "IMG-1" -> List.of(new Remedy.ChooseTag());
            case "IMG-2" -> List.of(new Remedy.MakePublic(), new Remedy.CorrectImage());
            case "IMG-3" -> {
                var built = Architecture.of(problem.values().getOrDefault("built", ""));
                yield List.of(new Remedy.ChangeArchitecture(built.orElse(null)), new Remedy.ChooseTag());
            }
            case "CAP-1", "FIT-1" -> List.of(new Remedy.ChangeSize(null, OptionalInt.empty()));
            default -> List.of(new Remedy.ShowDetails());
        };
    }

    /** Why one task ended, or fails its checks. */
    List<Diagnosis> of(TaskPicture task, @Nullable Version version) {
        var evidence = Recorded.of(task, at());
        return Diagnoses.of(version == null ? evidence : evidence.with(Recorded.facts(now, version, kept(version))));
    }

    private Evidence evidence(Version version, @Nullable TaskPicture task) {
        var problem = version.problem();
        var breaker = problem != null && problem.code().equals(BREAKER) ? problem.said() : null;
        var since = version.state() == VersionState.LIVE ? at().minus(LATELY) : version.createdAt();
        var evidence = task == null ? Evidence.NONE : Recorded.of(task, at());
        if (version.state() == VersionState.RUNNING && silent(nodes)) {
            evidence = evidence.with(new Evidence.Node("", "", "", false, false, null));
        }
        return evidence.with(Recorded.rollout(version, mine(version), events, breaker, since, at()))
                .with(Recorded.facts(now, version, kept(version)).with(Recorded.room(version, nodes)))
                .with(edge(problem));
    }

    /** No node reaches AWS: then nothing new is placed, and it is not for want of room. */
    static boolean silent(List<NodePicture> nodes) {
        return !nodes.isEmpty() && nodes.stream().noneMatch(NodePicture::agentConnected);
    }

    /** True when a node is there that could run it. */
    boolean runs(Architecture architecture) {
        return nodes.stream().anyMatch(node -> node.architecture().equals(architecture.word()));
    }

    private static EdgeEvidence edge(@Nullable Problem problem) {
        return problem == null || !refused(problem)
                ? EdgeEvidence.NONE
                : EdgeEvidence.NONE.with(new EdgeEvidence.Call(problem.said(), "", EdgeEvidence.Owner.UNKNOWN, 0, ""));
    }

    private Instant at() {
        return now.picture().now();
    }

    /** What its own end tells, without its surroundings. */
    static List<Diagnosis> ofTaskAlone(TaskPicture task) {
        return Diagnoses.of(Recorded.of(task, task.seenAt()));
    }

    /**
     * The version told with its cause, for lists: by its tasks alone.
     *
     * @param died tasks of its environment, the newest first
     */
    static Version told(Version version, List<TaskPicture> died) {
        var problem = version.problem();
        if (problem == null || !causeless(problem)) {
            return version;
        }
        if (refused(problem)) {
            return Diagnoses.of(Evidence.NONE.with(edge(problem)).with(Facts.NONE.of(version.spec()))).stream()
                    .filter(each -> !each.code().equals(UNKNOWN))
                    .findFirst()
                    .map(cause -> version.because(cause.problem()))
                    .orElse(version);
        }
        return telling(of(version, died))
                .flatMap(task ->
                        Diagnoses.of(Recorded.of(task, task.seenAt()).with(Facts.NONE.of(version.spec()))).stream()
                                .findFirst())
                .map(cause -> version.because(cause.problem()))
                .orElse(version);
    }

    private static List<TaskPicture> of(Version version, List<TaskPicture> tasks) {
        var container = version.containerGeneration().number();
        return tasks.stream().filter(task -> task.generation() == container).toList();
    }

    private List<TaskPicture> mine(Version version) {
        return of(version, tasks);
    }

    /** The tasks of a version that died, the last first. */
    private List<TaskPicture> died(Version version) {
        return mine(version).stream().filter(TaskPicture::died).toList();
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

    /** The last of its tasks that died lately. */
    Optional<TaskPicture> lately(Version version) {
        var since = at().minus(LATELY);
        return died(version).stream()
                .filter(task -> {
                    var stopped = task.stoppedAt();
                    return stopped != null && stopped.isAfter(since);
                })
                .findFirst();
    }

    /** One that runs and fails its checks, though its grace is over. */
    @Nullable TaskPicture failing(Version version) {
        var grace = Duration.ofSeconds(version.spec().rollout().graceSeconds());
        return mine(version).stream()
                .filter(task -> task.running() && task.health().equals("unhealthy"))
                .filter(task -> {
                    var ran = Recorded.ran(task, at());
                    return ran != null && ran.compareTo(grace) > 0;
                })
                .findFirst()
                .orElse(null);
    }
}
