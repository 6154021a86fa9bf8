package no.dotkom.portal.dashboard;

import static no.dotkom.portal.dashboard.Given.NOON;
import static no.dotkom.portal.dashboard.Given.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Remedy;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.reconcile.Status;
import org.junit.jupiter.api.Test;

/** What only a person can move out of the way. */
class BlockersTest {
    private static final Version RUNNING = version(2, Intent.RUN, VersionState.RUNNING, Given.WEB);
    private static final Status.Waiting TAKEN = new Status.Waiting(
            "OnOperator", "OWN-1", Map.of("name", "grades-web", "arn", "arn:aws:ecs:eu-north-1:1:service/x"), "");
    private static final Status.Waiting SHADOWED =
            new Status.Waiting("OnOperator", "RULE-2", Map.of("domain", "grades.no"), "");

    private static List<Diagnosis> blockers(Version version, Instant at, Status.Waiting... waits) {
        return Blockers.of(version, new Status(at, false, List.of(waits), 0));
    }

    @Test
    void itIsToldWithWhatTheMemberCanDo() {
        assertThat(blockers(RUNNING, NOON, TAKEN, SHADOWED))
                .extracting(Diagnosis::code, Diagnosis::remedy)
                .containsExactly(tuple("OWN-1", new Remedy.CheckAgain()), tuple("RULE-2", new Remedy.CheckAgain()));
    }

    @Test
    void aDomainThatWaitsForItsRecordLeadsToTheRecord() {
        var proof = new Status.Waiting("OnDomain", "PROOF-1", Map.of("domain", "grades.no"), "");
        assertThat(blockers(RUNNING, NOON, proof))
                .singleElement()
                .extracting(Diagnosis::remedies)
                .isEqualTo(List.of(new Remedy.CopyRecord("grades.no", "", ""), new Remedy.CheckDomain()));
    }

    @Test
    void whatGoesByItselfIsNone() {
        var passing = List.of("OnEarlierStep", "OnRollout", "OnUnreadable", "OnPriority", "OnDraining");
        assertThat(passing)
                .allSatisfy(kind -> assertThat(
                                blockers(RUNNING, RUNNING.createdAt(), new Status.Waiting(kind, "AWS-1", Map.of(), "")))
                        .isEmpty());
    }

    @Test
    void thatAwsDoesNotAnswerIsToldLastOnceItHasLasted() {
        var unread = new Status.Waiting("OnUnreadable", "AWS-1", Map.of(), "route53: no such host");
        assertThat(blockers(RUNNING, RUNNING.createdAt().plusSeconds(60), unread, TAKEN))
                .extracting(Diagnosis::code)
                .containsExactly("OWN-1");
        assertThat(blockers(RUNNING, RUNNING.createdAt().plusSeconds(61), unread, TAKEN))
                .extracting(Diagnosis::code, Diagnosis::remedy)
                .containsExactly(tuple("OWN-1", new Remedy.CheckAgain()), tuple("AWS-1", new Remedy.Nothing()));
    }

    @Test
    void aVersionThatIsOverOrWasNotLookedAtYetHasNone() {
        assertThat(blockers(version(2, Intent.RUN, VersionState.FAILED, Given.WEB), NOON, TAKEN))
                .isEmpty();
        assertThat(blockers(RUNNING, RUNNING.createdAt().minusSeconds(1), TAKEN))
                .isEmpty();
        assertThat(Blockers.of(RUNNING, null)).isEmpty();
    }
}
