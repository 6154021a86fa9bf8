package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.RolloutSettings;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What the loop makes of a wish when nothing is in its way. */
class LoopTest extends ServingTests {
    @Test
    void aNewApplicationIsMadeInTheOrderThatAwsNeeds() {
        // Given
        var id = loop.register("grades", Specs.web("demo/healthy:1.0.0", "grades.localhost", "grades.apps.example.no"));

        // When
        loop.settle();

        // Then
        assertThat(loop.aws().writes())
                .containsExactly(
                        "CreateLogGroup",
                        "CreateTargetGroup",
                        "PutRetentionPolicy",
                        "ModifyTargetGroupAttributes",
                        "CreateRule",
                        "RegisterTaskDefinition",
                        "CreateService",
                        "ChangeResourceRecordSets");
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/healthy:1.0.0");
    }

    @Test
    void everyRolloutStepIsDoneInTheEnd() {
        // When
        var id = settled(WEB);

        // Then
        assertThat(loop.reconciliations().steps(id, Generation.FIRST))
                .hasSize(9)
                .allMatch(step -> step.state() == RolloutStep.State.DONE);
        assertThat(loop.reconciliations().records(id, Generation.FIRST))
                .hasSize(7)
                .allMatch(record -> "APPLIED".equals(record.outcome()));
    }

    @Test
    void everythingThatIsMadeCarriesItsOwnersTags() {
        // When
        var id = settled(WEB);

        // Then
        var tags =
                Map.of("managed-by", "container-portal", "portal:app", "grades", "portal:environment", id.toString());
        assertThat(loop.inventory().all())
                .hasSize(5)
                .allSatisfy(resource -> assertThat(resource.tags()).containsAllEntriesOf(tags));
        assertThat(loop.inventory().revisions().getFirst().tags()).containsEntry("portal:generation", "1");
    }

    @Test
    void aServiceIsMadeWithATokenOfItsOwn() {
        // Given
        var id = loop.register("grades", WEB);
        loop.register("pizza", Specs.worker("demo/worker:1.0.0"));

        // When
        loop.settle();

        // Then
        var tokens = loop.aws().requests(CreateServiceRequest.class).stream()
                .map(CreateServiceRequest::clientToken)
                .toList();
        assertThat(tokens).hasSize(2).doesNotHaveDuplicates().allMatch(token -> token.length() == 36);
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void nothingIsLeftOfWhatIsRemovedAndItGoesInTheOrderThatAwsNeeds() {
        // Given
        var before = loop.inventory().foreign();
        var id = settled(Specs.web("demo/healthy:1.0.0", "grades.localhost", "grades.apps.example.no"));

        // When
        loop.remove(id);
        loop.settle();

        // Then
        assertThat(loop.aws().writes())
                .containsExactly(
                        "ChangeResourceRecordSets",
                        "DeleteService",
                        "DeleteRule",
                        "DeleteTargetGroup",
                        "DeregisterTaskDefinition",
                        "DeleteLogGroup");
        assertThat(loop.inventory().empty()).isTrue();
        assertThat(loop.inventory().tasks()).isZero();
        assertThat(loop.inventory().foreign()).isEqualTo(before);
        assertThat(loop.isGone(id)).isTrue();
        assertThat(seen("grades.localhost")).startsWith("404");
    }

    @Test
    void aNameMayBeUsedAgainAfterItsRemoval() {
        // Given
        var id = settled(WEB);
        loop.remove(id);
        loop.settle();

        // When
        var again = settled(Specs.web("demo/healthy:2.0.0", "grades.localhost"));

        // Then
        assertThat(again).isNotEqualTo(id);
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/healthy:2.0.0");
        assertThat(loop.inventory().counts()).isEqualTo(List.of(1, 1, 1, 1, 0));
    }

    @Test
    void theLogsAreKeptWhenThatIsAskedFor() {
        // Given
        var id = settled(WEB);
        var now = loop.details(id);

        // When
        loop.apps().remove(LoopWorld.KARI, now.ref(), now.generation(), true);
        loop.settle();

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().counts()).isEqualTo(List.of(0, 0, 0, 1, 0));
    }

    @Test
    void scalingStartsNoDeployment() {
        // Given
        var id = settled(WEB);
        var revision = service().taskDefinition();
        var deployments = deployments();

        // When
        loop.change(id, WEB.withCount(3));
        loop.settle();

        // Then
        assertThat(loop.aws().writes()).containsExactly("UpdateService");
        assertThat(loop.aws().requests(UpdateServiceRequest.class).getFirst().taskDefinition())
                .isNull();
        assertThat(service().taskDefinition()).isEqualTo(revision);
        assertThat(deployments()).isEqualTo(deployments);
        assertThat(service().runningCount()).isEqualTo(3);
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void aPausedApplicationRunsNothingAndResumesWhereItWas() {
        // Given
        var id = settled(WEB.withCount(2));
        var revision = service().taskDefinition();

        // When
        loop.pause(id);
        loop.settle();

        // Then
        assertThat(loop.inventory().tasks()).isZero();

        // When
        loop.resume(id);
        loop.settle();

        // Then
        assertThat(service().runningCount()).isEqualTo(2);
        assertThat(service().taskDefinition()).isEqualTo(revision);
        assertThat(seen("grades.localhost")).startsWith("200");
    }

    @Test
    void aRollBackRunsTheOldDigestThoughItsTagHasMoved() {
        // Given
        var id = settled(WEB);
        var digest = loop.version(id, 1).digest();
        loop.world().parts().ecr().push("demo/healthy", "1.0.0");
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.settle();

        // When
        var now = loop.details(id);
        loop.apps().rollBack(LoopWorld.KARI, now.ref(), now.generation(), Generation.FIRST, "2.0.0 is slow");
        loop.settle();

        // Then
        assertThat(loop.version(id, 3).digest()).isEqualTo(digest);
        assertThat(loop.version(id, 3).source()).isEqualTo("rollback");
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/healthy:1.0.0");
    }

    @Test
    void aShortStopNeedsNoRoomBesideTheOldTask() {
        // Given
        var timing = new RolloutSettings(60, 30, 20, true);
        var spec = Specs.with(WEB, timing);
        var id = settled(spec);

        // When
        loop.change(id, spec.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("grades.localhost")).isEqualTo("200 Hello from demo/healthy:2.0.0");
        assertThat(service().deploymentConfiguration().maximumPercent()).isEqualTo(100);
    }

    @Test
    void aSettledEnvironmentIsOnlyRead() {
        // Given
        settled(WEB);

        // When
        loop.live(Duration.ofMinutes(2));

        // Then
        assertThat(loop.aws().writes()).isEmpty();
    }

    @Test
    void aHealthPathThatAnswers404ByDesignIsNoReasonToFail() {
        // Given
        var health = new HealthCheck("/health", "200-404", 10, 5, 2, 3);
        var ingress = new Ingress.Http(Reach.PUBLIC, List.of(new HostName("grades.localhost")), 8080, health);

        // When
        var id = settled(Specs.spec("demo/nohealth:1.0.0", ingress));

        // Then
        // The application's own 404, not the gateway's.
        assertThat(seen("grades.localhost")).isEqualTo("404 404 page not found");
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }
}
