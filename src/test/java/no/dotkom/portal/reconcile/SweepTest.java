package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.reconcile.port.Surroundings.Kind;
import org.junit.jupiter.api.Test;

/** What carries our tag though its environment is none of ours: listed, and taken away only when a maintainer asks. */
class SweepTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");

    private static void look() {
        loop.sweep();
    }

    /** Its rows are lost; nobody removed it. */
    private static void orphaned() {
        loop.register("grades", WEB);
        loop.settle();
        loop.sql().execute("update environment set removed_at = now()");
    }

    @Test
    void whatIsOursIsNoOrphan() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        var kept = loop.register("votes", Specs.web("demo/healthy:1.0.0", "votes.localhost"));
        loop.settle();
        var now = loop.details(kept);
        loop.apps().remove(LoopWorld.KARI, now.ref(), now.generation(), true);
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));
        assertThat(loop.isGone(kept)).isTrue();

        // When
        look();

        // Then
        assertThat(loop.reconciliations().orphans()).isEmpty();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void anOrphanIsListedAndStays() {
        // Given
        orphaned();
        var before = loop.inventory();

        // When
        look();
        loop.advance(Duration.ofMinutes(5));
        look();

        // Then
        assertThat(loop.reconciliations().orphans())
                .extracting(Orphan::kind)
                .containsExactlyInAnyOrder(
                        Kind.SERVICE, Kind.RULE, Kind.TARGET_GROUP, Kind.TASK_DEFINITION, Kind.LOG_GROUP);
        assertThat(loop.inventory()).isEqualTo(before);
    }

    @Test
    void whatAMaintainerAsksForIsTakenAwayAndTheRestStays() {
        // Given
        orphaned();
        look();
        var orphans = loop.reconciliations().orphans();

        // When
        orphans.stream()
                .filter(orphan -> orphan.kind() == Kind.RULE || orphan.kind() == Kind.SERVICE)
                .forEach(orphan -> loop.reconciliations().takeAway(orphan.arn()));
        look();

        // Then
        assertThat(loop.inventory().counts()).containsExactly(0, 1, 0, 1, 0);
        assertThat(loop.unaccounted()).isZero();

        // When
        loop.reconciliations()
                .orphans()
                .forEach(orphan -> loop.reconciliations().takeAway(orphan.arn()));
        loop.advance(Duration.ofMinutes(5));
        look();
        look();

        // Then
        assertThat(loop.inventory().counts()).containsExactly(0, 0, 0, 0, 0);
        assertThat(loop.reconciliations().orphans()).isEmpty();
    }

    @Test
    void aLookThatAwsDoesNotAnswerChangesNothing() {
        // Given
        orphaned();
        look();
        var orphans = loop.reconciliations().orphans();

        // When
        loop.aws()
                .plan(call -> call.operation().equals("DescribeTags")
                        ? new Fault.Refused("Throttling", 400, "Rate exceeded")
                        : new Fault.None());
        look();

        // Then
        assertThat(loop.reconciliations().orphans()).isEqualTo(orphans);
    }

    @Test
    void anAnswerInWordsThatAreNotKnownYetIsNotActedOn() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        var before = loop.inventory();

        // When
        loop.aws().reword(text -> text.replace("\"status\":\"ACTIVE\"", "\"status\":\"HIBERNATING\""));
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));

        // Then
        assertThat(loop.status(id).waits()).anyMatch(wait -> wait.code().equals("AWS-2"));
        assertThat(loop.inventory()).isEqualTo(before);
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);

        // When
        loop.aws().reword(text -> text);
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(10));

        // Then
        assertThat(loop.status(id).settled()).isTrue();
    }
}
