package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Piece;
import no.dotkom.portal.diagnose.Remedy;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.reconcile.Status;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a version and goes away only when a person acts: the loop looks again by itself. And that AWS does
 * not answer, where a version has been on its way for long. Pure.
 */
final class Blockers {
    private static final Set<String> ON_A_PERSON = Set.of("OnOperator", "OnDomain");
    private static final String UNREAD = "OnUnreadable";
    /** A limit of AWS's, or a call that got lost, is over by then. */
    private static final Duration SILENT = Duration.ofMinutes(1);

    private Blockers() {}

    /** @param status of its environment, or null before the loop came by; of another version's nothing is told */
    static List<Diagnosis> of(Version version, @Nullable Status status) {
        if (status == null
                || version.state() != VersionState.RUNNING
                || status.observedAt().isBefore(version.createdAt())) {
            return List.of();
        }
        var silent = status.observedAt().isAfter(version.createdAt().plus(SILENT));
        return status.waits().stream()
                .filter(wait -> ON_A_PERSON.contains(wait.kind())
                        || silent && wait.kind().equals(UNREAD))
                .sorted(Comparator.comparing(wait -> wait.kind().equals(UNREAD)))
                .map(Blockers::problem)
                .distinct()
                .map(Blockers::told)
                .toList();
    }

    static Diagnosis told(Problem problem) {
        return new Diagnosis(problem, pieces(problem), remedies(problem));
    }

    static Problem problem(Status.Waiting wait) {
        return Problem.of(wait.code(), new TreeMap<>(wait.values())).saying(wait.said());
    }

    /** The thing itself is the evidence, where AWS wrote nothing about it. */
    private static List<Piece> pieces(Problem problem) {
        return Stream.of(problem.said(), problem.values().getOrDefault("arn", ""))
                .filter(said -> !said.isEmpty())
                .map(said -> new Piece(Piece.Source.CALL, said))
                .limit(1)
                .toList();
    }

    private static List<Remedy> remedies(Problem problem) {
        return switch (problem.code()) {
            case "OWN-1" -> List.of(new Remedy.CheckAgain(), new Remedy.ChooseName());
            case "RULE-2" -> List.of(new Remedy.CheckAgain(), new Remedy.ChooseDomain(), new Remedy.OpenRouting());
            case "PROOF-1", "CERT-1", "DNS-1", "DNS-2" ->
                List.of(
                        new Remedy.CopyRecord(problem.values().getOrDefault("domain", ""), "", ""),
                        new Remedy.CheckDomain());
            case "CERT-2" -> List.of(new Remedy.ChooseDomain());
            case "AWS-1", "AWS-2", "AWS-4" -> List.of(new Remedy.Nothing());
            default -> Causes.remedies(problem);
        };
    }
}
