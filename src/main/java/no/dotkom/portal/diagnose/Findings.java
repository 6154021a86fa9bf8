package no.dotkom.portal.diagnose;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.diagnose.Piece.Source;

/** Reads every statement once, then leaves out what another finding explains. */
final class Findings {
    /** Who has one of these from the task itself needs no exit code. */
    private static final Set<Code> EXPLAIN_AN_END = EnumSet.of(
            Code.NODE_2,
            Code.STOP_1,
            Code.OOM_1,
            Code.DISK_1,
            Code.LOG_1,
            Code.ROLE_1,
            Code.PORT_1,
            Code.IMG_4,
            Code.IMG_3,
            Code.IMG_5,
            Code.IMG_6,
            Code.IMG_2,
            Code.IMG_1,
            Code.SEC_1,
            Code.START_1,
            Code.OOM_2,
            Code.ENV_1,
            Code.DB_1);

    /** These name no cause of their own: what no rule knows is told beside them. */
    private static final Set<Code> NO_CAUSE = EnumSet.of(Code.CB_1, Code.DRIFT_1);

    private final Map<Code, List<Piece>> found = new EnumMap<>(Code.class);
    private final List<Piece> unknown = new ArrayList<>();

    private Findings() {}

    /** In the order of the codes. */
    static Map<Code, List<Piece>> of(Evidence evidence) {
        var findings = new Findings();
        Statements.of(evidence).forEach(findings::take);
        findings.measure(evidence);
        findings.leaveOutWhatIsExplained();
        findings.addUnknown();
        return findings.found;
    }

    private void take(Statements.Statement statement) {
        switch (statement.verdict()) {
            case Verdict.Shows(var code) -> add(code, statement.piece());
            case Verdict.Noise() -> {}
            case Verdict.Unknown() -> unknown.add(statement.piece());
        }
    }

    private void add(Code code, Piece piece) {
        found.computeIfAbsent(code, _ -> new ArrayList<>()).add(piece);
    }

    /** What has no text of its own. */
    private void measure(Evidence evidence) {
        var changed = evidence.facts().settingsChanged().orElse(0);
        if (changed > 0) {
            add(Code.DRIFT_1, new Piece(Source.MEASURED, changed + " settings differ"));
        }
        if (evidence.rollout().stranger()) {
            add(Code.DRIFT_1, new Piece(Source.MEASURED, stranger(evidence.rollout())));
        }
        var now = evidence.rollout().elapsed();
        var slowest = evidence.rollout().slowest();
        // Slowness is no cause: it is told only where there is none.
        if (found.isEmpty() && unknown.isEmpty() && now != null && slowest != null && now.compareTo(slowest) > 0) {
            add(
                    Code.SLOW_1,
                    new Piece(Source.MEASURED, now.toSeconds() + " s, slowest of ten " + slowest.toSeconds() + " s"));
        }
    }

    private static String stranger(Evidence.Rollout rollout) {
        return rollout.stateReason().isBlank() ? "a deployment of a revision that is not ours" : rollout.stateReason();
    }

    private void leaveOutWhatIsExplained() {
        if (found.entrySet().stream().anyMatch(Findings::explainsAnEnd)) {
            found.remove(Code.KILL_1);
            found.remove(Code.EXIT_1);
        }
        if (has(Code.HC_3) || has(Code.HC_2)) {
            found.remove(Code.HC_1);
        }
        if (has(Code.HC_3) || has(Code.HC_2) || has(Code.HC_1)) {
            found.remove(Code.HC_4);
        }
        if (has(Code.CAP_0) || has(Code.CAP_1) || has(Code.CAP_2) || has(Code.CAP_3)) {
            found.remove(Code.PLACE_1);
        }
        if (has(Code.NET_2)) {
            found.remove(Code.NODE_1);
        }
    }

    private boolean has(Code code) {
        return found.containsKey(code);
    }

    private static boolean explainsAnEnd(Map.Entry<Code, List<Piece>> entry) {
        return EXPLAIN_AN_END.contains(entry.getKey())
                && entry.getValue().stream()
                        .map(Piece::source)
                        .anyMatch(
                                source -> source == Source.STOP || source == Source.CONTAINER || source == Source.LOG);
    }

    private void addUnknown() {
        if (!unknown.isEmpty() && NO_CAUSE.containsAll(found.keySet())) {
            unknown.forEach(piece -> add(Code.UNK_0, piece));
        }
    }
}
