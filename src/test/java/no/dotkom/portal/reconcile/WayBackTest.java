package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Reach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;

/** What is left of a version that failed, and of an environment that is gone: nothing, or what was asked to be kept. */
class WayBackTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    private static final EnvironmentSpec OTHER_HOSTS =
            Specs.with(WEB, Specs.ingress(Reach.PUBLIC, "grades.localhost", "karakterer.localhost"));

    private static EnvironmentId serving() {
        var id = loop.register("grades", WEB);
        loop.settle();
        return id;
    }

    private static String seen() {
        return loop.door().visit("grades.localhost").brief();
    }

    private static String targetGroup() {
        return loop.world()
                .parts()
                .elbv2()
                .describeTargetGroups(DescribeTargetGroupsRequest.builder()
                        .names("grades-production")
                        .build())
                .targetGroups()
                .toString();
    }

    @Test
    void aFailedVersionTakesAllThatItChangedBack() {
        // Given
        var id = serving();
        var before = targetGroup();

        // When
        loop.change(id, OTHER_HOSTS.withImage(Specs.image("demo/crashes:1.0.0")).withCount(2));
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(Inventory.names(loop.inventory().rules())).containsExactly("3000 [grades.localhost]");
        assertThat(Inventory.names(loop.inventory().revisions())).containsExactly("grades-production:1");
        assertThat(targetGroup()).isEqualTo(before);
        assertThat(loop.inventory().tasks()).isEqualTo(1);
        assertThat(loop.status(id).settled()).isTrue();
        assertThat(loop.status(id).drifted()).isZero();
    }

    @Test
    void theNameThatAVersionDropsIsItsUntilItIsLive() {
        // Given
        var id = loop.register("grades", OTHER_HOSTS);
        loop.settle();
        var taker = Specs.web("demo/healthy:1.0.0", "karakterer.localhost");

        // When
        loop.change(id, WEB);

        // Then
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> loop.register("votes", taker));

        // When
        loop.settle();

        // Then
        assertThat(loop.register("votes", taker)).isNotNull();
    }

    @Test
    void afterAPauseOfWhatNeverRanAFailureGoesBackToWhatWasLive() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/wrongport:1.0.0")));
        loop.live(Duration.ofSeconds(6));
        loop.pause(id);
        loop.live(Duration.ofSeconds(6));
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);

        // When
        var now = loop.details(id);
        loop.apps().rollBack(LoopWorld.KARI, now.ref(), now.generation(), new Generation(2), "");
        loop.settle();
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:1.0.0");
    }

    @Test
    void aResumeThatNeverGetsReadyFailsAfterAQuarterOfAnHour() {
        // Given
        var id = loop.register("grades", WEB.withImage(Specs.image("demo/wrongport:1.0.0")));
        loop.pause(id);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);

        // When
        loop.resume(id);
        loop.live(Duration.ofMinutes(14), Duration.ofSeconds(20));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);

        // When
        loop.settle();

        // Then
        assertThat(loop.problem(id)).isEqualTo("STUCK-1");
        loop.live(Duration.ofMinutes(1));
        assertThat(loop.inventory().tasks()).as("paused again").isZero();
    }

    @Test
    void aTaskThatIsReplacedLongAfterIsNoRolloutThatNeverGotReady() {
        // Given
        var id = serving();
        loop.live(Duration.ofMinutes(30), Duration.ofSeconds(30));
        var cluster = loop.world().platform().cluster();
        var task = loop.world()
                .ecs()
                .listTasks(ListTasksRequest.builder().cluster(cluster).build())
                .taskArns()
                .getFirst();

        // When
        loop.world()
                .ecs()
                .stopTask(StopTaskRequest.builder().cluster(cluster).task(task).build());
        loop.round();

        // Then
        assertThat(loop.status(id).settled()).isFalse();
        assertThat(loop.status(id).waits()).extracting(Status.Waiting::code).containsOnly("");
    }

    @Test
    void theWayBackBeginsWithTheFailure() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/crashes:1.0.0")));
        loop.settle();

        // Then
        assertThat(Inventory.names(loop.inventory().revisions())).containsExactly("grades-production:1");
    }

    @Test
    void aRemovalThatAwsRefusesIsTriedAgainAndSaysSo() {
        // Given
        var id = serving();
        loop.aws()
                .plan(call -> call.operation().equals("DeleteRule")
                        ? new Fault.Refused("AccessDenied", 403, "not authorized to perform DeleteRule")
                        : new Fault.None());

        // When
        loop.remove(id);
        loop.live(Duration.ofMinutes(3));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(loop.status(id).waits()).singleElement().satisfies(wait -> {
            assertThat(wait.code()).isEqualTo("AWS-3");
            assertThat(wait.said()).contains("not authorized to perform DeleteRule");
        });

        // When
        loop.aws().plan(Fault.Plan.NOTHING);
        loop.settle();

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().empty()).isTrue();
    }

    @Test
    void keptLogsGoOnForTheTeamAndBarTheNameToOthers() {
        // Given
        var first = serving();
        var now = loop.details(first);
        loop.apps().remove(LoopWorld.KARI, now.ref(), now.generation(), true);
        loop.settle();
        assertThat(Inventory.names(loop.inventory().logGroups())).containsExactly("/apps/grades-production");

        // When, then
        var theirs = Specs.web("demo/healthy:1.0.0", "theirs.localhost");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.register(LoopWorld.OLA, LoopWorld.APPKOM, "grades", "production", theirs))
                .satisfies(refused -> assertThat(refused.problems())
                        .extracting(problem -> problem.problem().code())
                        .containsExactly("NAME-2"));

        // When
        var second = loop.register("grades", WEB);
        loop.settle();

        // Then
        assertThat(loop.state(second)).isEqualTo(VersionState.LIVE);
        assertThat(loop.inventory().logGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.tags()).containsEntry("portal:environment", second.toString()));
    }
}
