package no.dotkom.portal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.reconcile.LoopTests;
import no.dotkom.portal.reconcile.Specs;
import no.dotkom.portal.ui.Changes;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;

/** The picture of what runs, drawn from real calls and kept in the database. */
class PollerTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");

    private static Watch watch() {
        return loop.bean(Watch.class);
    }

    private static List<TaskPicture> tasks(EnvironmentId id) {
        return watch().tasks(id, 100);
    }

    private static List<String> idsOf(List<TaskPicture> tasks) {
        return tasks.stream().map(TaskPicture::id).toList();
    }

    private static ServicePicture service(EnvironmentId id) {
        return watch().service(id).orElseThrow();
    }

    private static List<String> eventsOfAws() {
        var answer = loop.world()
                .ecs()
                .describeServices(DescribeServicesRequest.builder()
                        .cluster(loop.world().platform().cluster())
                        .services("grades-production")
                        .build());
        return answer.services().getFirst().events().stream()
                .map(event -> event.message())
                .toList();
    }

    @Test
    void nodesAreDrawnWithNamesThatPeopleCanSay() {
        // When
        loop.round();

        // Then
        assertThat(watch().nodes()).extracting(NodePicture::name).containsExactly("node-a", "node-b", "node-c");
        assertThat(watch().nodes()).allSatisfy(node -> {
            assertThat(node.memoryTotal()).isEqualTo(1_640);
            assertThat(node.cpuTotal()).isEqualTo(2_048);
            assertThat(node.architecture()).isEqualTo("amd64");
            assertThat(node.agentConnected()).isTrue();
            assertThat(node.ssmOnline()).isTrue();
            assertThat(node.ssmSeenAt()).isNotNull();
        });
    }

    @Test
    void aNodeThatIsGoneLeavesThePicture() {
        // Given
        loop.round();
        var lost = watch().nodes().getFirst().instanceId();

        // When
        loop.world().parts().nodes().lose(lost);
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(watch().nodes())
                .hasSize(2)
                .extracting(NodePicture::instanceId)
                .doesNotContain(lost);
    }

    /** While nothing is on its way that may take half a minute. */
    @Test
    void nodesThatFallSilentUnderARolloutAreSeenWithinSeconds() {
        // Given
        loop.register("grades", WEB);
        loop.round();

        // When
        watch().nodes().forEach(node -> loop.world().parts().nodes().silence(node.instanceId()));
        loop.live(Duration.ofSeconds(8));

        // Then
        assertThat(watch().nodes()).hasSize(3).noneMatch(NodePicture::agentConnected);
    }

    @Test
    void aServiceThatServesIsDrawnWhole() {
        // Given
        var id = loop.register("grades", WEB.withCount(2));

        // When
        loop.settle();
        loop.live(Duration.ofSeconds(20));

        // Then
        assertThat(service(id).desired()).isEqualTo(2);
        assertThat(service(id).running()).isEqualTo(2);
        assertThat(service(id).healthy()).isEqualTo(2);
        assertThat(service(id).serving()).isEqualTo(1);
        assertThat(tasks(id)).hasSize(2).allSatisfy(task -> {
            assertThat(task.healthy()).isTrue();
            assertThat(task.generation()).isEqualTo(1);
            assertThat(task.node()).startsWith("node-");
            assertThat(task.hostPort()).isBetween(32_768, 60_999);
            assertThat(task.startedAt()).isAfterOrEqualTo(task.pullStoppedAt());
            assertThat(task.image()).startsWith("sha256:");
        });
        assertThat(String.valueOf(service(id).targetGroup())).contains(":targetgroup/grades-production/");
        assertThat(watch().events(id, Instant.EPOCH))
                .extracting(EventPicture::text)
                .containsExactlyInAnyOrderElementsOf(eventsOfAws())
                .anyMatch(text -> text.endsWith("has reached a steady state."));
    }

    @Test
    void tasksThatDiedDoNotHideOlderOnesThatRun() {
        // Given
        var id = loop.register("grades", WEB.withCount(2));
        loop.settle();

        // When
        loop.change(id, Specs.web("demo/crashes:2.0.0", "grades.localhost").withCount(2));
        loop.settle();

        // Then
        assertThat(watch().tasks(id, 2)).hasSize(2).allSatisfy(task -> {
            assertThat(task.running()).isTrue();
            assertThat(task.generation()).isEqualTo(1);
        });
    }

    @Test
    void aTaskThatDiedIsKeptWithItsReasonAndLastLinesAfterAwsForgotIt() {
        // Given
        var id = loop.register("grades", Specs.web("demo/crashes:1.0.0", "grades.localhost"));
        loop.settle();
        loop.live(Duration.ofSeconds(20));

        // When
        loop.live(Duration.ofMinutes(70), Duration.ofMinutes(5));

        // Then
        var died = tasks(id).stream().filter(TaskPicture::died).toList();
        assertThat(died).hasSizeGreaterThanOrEqualTo(3).allSatisfy(task -> {
            assertThat(task.stopCode()).isEqualTo("EssentialContainerExited");
            assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
            assertThat(task.exitCode()).isEqualTo(1);
            assertThat(task.lastLines())
                    .extracting(TaskPicture.Line::text)
                    .anyMatch(line -> line.contains("Cannot load configuration"));
        });

        // When
        loop.sql().execute("update task_snapshot set stopped_at = stopped_at - interval '31 days'");
        loop.sql().execute("update service_event set at = at - interval '31 days'");
        loop.pause(id);
        loop.settle();
        loop.live(Duration.ofMinutes(2));

        // Then
        assertThat(tasks(id)).extracting(TaskPicture::id).doesNotContainAnyElementsOf(idsOf(died));
    }

    @Test
    void aTargetThatFailsItsChecksSaysWhy() {
        // Given
        var id = loop.register("grades", Specs.web("demo/nohealth:1.0.0", "grades.localhost"));

        // When
        loop.live(Duration.ofSeconds(50));

        // Then
        assertThat(tasks(id)).anySatisfy(task -> {
            assertThat(task.running()).isTrue();
            assertThat(task.health()).isEqualTo("unhealthy");
            assertThat(task.healthReason()).contains("404");
        });
        assertThat(service(id).healthy()).isZero();

        // When
        loop.settle();

        // Then: it is told also of the one that was stopped for it
        assertThat(tasks(id)).filteredOn(TaskPicture::failedChecks).isNotEmpty().allSatisfy(task -> {
            assertThat(task.unhealthyReason()).contains("404");
            assertThat(task.stoppingAt()).isNotNull().isBeforeOrEqualTo(task.stoppedAt());
        });
    }

    @Test
    void thePictureStaysAsItWasWhileAwsDoesNotAnswer() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        loop.live(Duration.ofSeconds(20));
        var tasks = tasks(id);
        var service = service(id);
        var read = watch().lastRead();
        loop.aws().plan(call -> new Fault.Unreachable());

        // When
        loop.live(Duration.ofMinutes(3));

        // Then
        assertThat(tasks(id)).isEqualTo(tasks);
        assertThat(service(id)).isEqualTo(service);
        assertThat(watch().lastRead()).isEqualTo(read);
    }

    @Test
    void halfAListIsNoReasonToCallTasksStopped() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        loop.live(Duration.ofSeconds(20));
        loop.aws()
                .plan(call -> call.operation().equals("DescribeTasks")
                        ? new Fault.Refused("ThrottlingException", 400, "Rate exceeded")
                        : new Fault.None());

        // When
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(tasks(id)).filteredOn(TaskPicture::running).hasSize(1);
    }

    @Test
    void whatWasRemovedLeavesThePicture() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();

        // When
        loop.remove(id);
        loop.settle();
        loop.live(Duration.ofSeconds(20));

        // Then
        assertThat(watch().service(id)).isEmpty();
        assertThat(tasks(id)).noneMatch(TaskPicture::running);
    }

    @Test
    void whatIsReadAgainAndIsTheSameWakesNoPage() throws SQLException {
        // Given
        loop.register("grades", WEB);
        loop.settle();
        loop.live(Duration.ofSeconds(30));
        try (var connection = loop.bean(DataSource.class).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("listen " + Changes.CHANNEL);

            // When
            loop.live(Duration.ofMinutes(1));
            var heard = connection.unwrap(PGConnection.class).getNotifications(100);
            statement.execute("unlisten *");

            // Then
            assertThat(heard).isNullOrEmpty();
        }
    }

    @Test
    void anIdlePlatformIsAskedLittleHoweverManyApplicationsItHas() {
        // Given
        for (var i = 0; i < 12; i++) {
            loop.register("app" + i, Specs.worker("demo/worker:1." + i));
        }
        loop.settle();
        loop.live(Duration.ofSeconds(30));
        loop.aws().forgetCalls();

        // When
        for (var i = 0; i < 30; i++) {
            loop.beat();
            loop.advance(Duration.ofSeconds(2));
        }

        // Then
        var calls = loop.aws().calls().stream().map(Fault.Call::operation).toList();
        assertThat(calls).filteredOn("DescribeServices"::equals).hasSizeLessThanOrEqualTo(2 * 5);
        assertThat(calls).filteredOn("DescribeTasks"::equals).hasSizeLessThanOrEqualTo(5);
        assertThat(calls).filteredOn("DescribeContainerInstances"::equals).hasSizeLessThanOrEqualTo(3);
        assertThat(calls).filteredOn("DescribeTaskDefinition"::equals).isEmpty();
    }
}
