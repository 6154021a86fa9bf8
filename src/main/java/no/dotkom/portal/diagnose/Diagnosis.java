package no.dotkom.portal.diagnose;

import java.util.List;
import no.dotkom.portal.model.Problem;

/**
 * One cause: its sentence, what was it read from, and what to do. A value that nobody knows is left out of the
 * problem; the catalogue has a plain phrase for it.
 *
 * @param problem its {@code said} is the raw text it was read from
 * @param pieces the evidence that shows it, at least one
 * @param remedies what to do, at least one, the nearest to the user's control first
 */
public record Diagnosis(Problem problem, List<Piece> pieces, List<Remedy> remedies) {
    public Diagnosis {
        pieces = List.copyOf(pieces);
        remedies = List.copyOf(remedies);
    }

    public String code() {
        return problem.code();
    }

    /** The one next action. */
    public Remedy remedy() {
        return remedies.getFirst();
    }
}
