package no.dotkom.portal.dashboard;

import java.time.Instant;
import java.util.List;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;

/**
 * How well the diagnoses did: what maintainers need to see which rule is missing, and which one is wrong.
 *
 * @param codes what tasks died of, the most frequent first
 * @param unknown texts that no rule knows, the most frequent first
 * @param doubts that members called wrong, the last first
 */
public record DiagnosisReview(List<Count> codes, List<Count> unknown, List<Doubt> doubts) {
    /** A code or a text, and how many tasks died with it. */
    public record Count(String what, int tasks) {}

    /** A cause that a member called wrong. @param said what AWS had said */
    public record Doubt(EnvironmentId environment, Generation generation, String code, String said, Instant at) {}
}
