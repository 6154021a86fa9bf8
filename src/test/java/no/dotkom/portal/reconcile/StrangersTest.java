package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** What others made under our names and numbers: shown, stepped around or waited for, never touched. */
class StrangersTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    /** The version waits for a maintainer, who is told of {@code name}, and nothing of the stranger's changes. */
    private static void waitsFor(EnvironmentId id, String name) {
        var foreign = loop.inventory().foreign();
        loop.live(Duration.ofMinutes(1));
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(loop.status(id).waits())
                .filteredOn(wait -> wait.kind().equals("OnOperator"))
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.code()).isEqualTo("OWN-1");
                    assertThat(wait.values()).containsEntry("name", name).containsKey("arn");
                });
        assertThat(loop.inventory().foreign()).isEqualTo(foreign);
    }

    private static void goesOn(EnvironmentId id) {
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.inventory().counts()).containsExactly(1, 1, 1, 1, 0);
    }

    @Test
    void aStrangersLogGroupIsWaitedFor() {
        // Given
        var logs = loop.world().parts().logs();
        logs.createLogGroup(CreateLogGroupRequest.builder()
                .logGroupName("/apps/grades-production")
                .build());

        // When
        var id = loop.register("grades", WEB);

        // Then
        waitsFor(id, "/apps/grades-production");

        // When
        logs.deleteLogGroup(DeleteLogGroupRequest.builder()
                .logGroupName("/apps/grades-production")
                .build());

        // Then
        goesOn(id);
    }

    private static String targetGroup(String name) {
        return loop.world()
                .parts()
                .elbv2()
                .createTargetGroup(CreateTargetGroupRequest.builder()
                        .name(name)
                        .protocol("HTTP")
                        .port(80)
                        .vpcId(loop.world().platform().vpcId())
                        .build())
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    @Test
    void aStrangersTargetGroupIsWaitedFor() {
        // Given
        var theirs = targetGroup("grades-production");

        // When
        var id = loop.register("grades", WEB);

        // Then
        waitsFor(id, "grades-production");

        // When
        loop.world()
                .parts()
                .elbv2()
                .deleteTargetGroup(DeleteTargetGroupRequest.builder()
                        .targetGroupArn(theirs)
                        .build());

        // Then
        goesOn(id);
    }

    @Test
    void aStrangersServiceIsWaitedFor() {
        // Given
        var ecs = loop.world().ecs();
        var cluster = loop.world().platform().cluster();
        ecs.registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                .family("theirs")
                .containerDefinitions(container -> container
                        .name("theirs")
                        .image(Specs.image("demo/worker:1.0.0").toString())
                        .memory(64))
                .build());
        ecs.createService(CreateServiceRequest.builder()
                .cluster(cluster)
                .serviceName("grades-production")
                .taskDefinition("theirs")
                .desiredCount(0)
                .build());

        // When
        var id = loop.register("grades", WEB);

        // Then
        waitsFor(id, "grades-production");

        // When
        ecs.deleteService(DeleteServiceRequest.builder()
                .cluster(cluster)
                .service("grades-production")
                .build());

        // Then
        goesOn(id);
    }

    private static void rule(int priority, String host) {
        var theirs = targetGroup("theirs-" + priority);
        loop.world()
                .parts()
                .elbv2()
                .createRule(CreateRuleRequest.builder()
                        .listenerArn(loop.world().platform().httpsListenerArn())
                        .priority(priority)
                        .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values(host)))
                        .actions(a -> a.type("forward").targetGroupArn(theirs))
                        .build());
    }

    @Test
    void aStrangersPriorityIsPassedOver() {
        // Given
        rule(3000, "theirs.localhost");
        rule(3001, "theirs-too.localhost");
        var foreign = loop.inventory().foreign();

        // When
        var id = loop.register("grades", WEB);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(Inventory.names(loop.inventory().rules())).containsExactly("3002 [grades.localhost]");
        assertThat(loop.inventory().foreign()).isEqualTo(foreign);
    }

    @Test
    void aPriorityThatIsTakenInTheLastMomentIsPassedOver() {
        // Given
        var first = new boolean[] {true};
        loop.aws().plan(call -> {
            if (call.operation().equals("CreateRule") && first[0]) {
                first[0] = false;
                rule(3000, "theirs.localhost");
            }
            return new Fault.None();
        });

        // When
        var id = loop.register("grades", WEB);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(Inventory.names(loop.inventory().rules())).containsExactly("3001 [grades.localhost]");
        assertThat(loop.door().visit("grades.localhost").status()).isEqualTo(200);
    }

    private static void strangersRecord() {
        var zone = loop.world().platform().zone("apps.example.no");
        loop.world()
                .parts()
                .route53()
                .changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(zone)
                        .changeBatch(batch -> batch.changes(Change.builder()
                                .action("CREATE")
                                .resourceRecordSet(record -> record.name("grades.apps.example.no")
                                        .type("CNAME")
                                        .ttl(300L)
                                        .resourceRecords(value -> value.value("elsewhere.example.no")))
                                .build()))
                        .build());
    }

    @Test
    void aDeploymentIsToldStepByStepAlsoWhereAStrangersRecordStandsInTheWay() {
        // Given
        var paces = loop.bean(ReconcileProperties.class);
        strangersRecord();
        var id = loop.register("grades", Specs.web("demo/healthy:1.0.0", "grades.apps.example.no"));

        // When
        var first = loop.visit(id);

        // Then
        assertThat(loop.status(id).waits())
                .extracting(Status.Waiting::kind, Status.Waiting::code)
                .containsExactlyInAnyOrder(tuple("OnRollout", ""), tuple("OnOperator", "DNS-2"));
        assertThat(first).hasValue(paces.underway());

        // When
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(loop.status(id).waits()).extracting(Status.Waiting::code).containsExactly("DNS-2");
        assertThat(loop.visit(id)).hasValue(paces.blocked());
    }

    @Test
    void aStrangersRecordIsNotOverwritten() {
        // Given
        strangersRecord();

        // When
        var id = loop.register("grades", Specs.web("demo/healthy:1.0.0", "grades.apps.example.no"));
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(loop.status(id).waits()).extracting(Status.Waiting::code).contains("DNS-2");
        assertThat(loop.inventory().records()).containsExactly("grades.apps.example.no. CNAME");

        // When
        loop.remove(id);
        loop.settle();

        // Then
        assertThat(loop.inventory().records()).containsExactly("grades.apps.example.no. CNAME");
    }

    @Test
    void aReleasedHostRestsForOthersButNotForItsOwnTeam() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        loop.remove(id);
        loop.settle();

        // When, then
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.register(LoopWorld.OLA, LoopWorld.APPKOM, "votes", "production", WEB))
                .satisfies(refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(
                                problem -> assertThat(problem.problem().code()).isEqualTo("HOST-4")));
        assertThat(loop.register("karakterer", WEB)).isNotNull();

        // When
        loop.begin(5);
        var again = loop.register("grades", WEB);
        loop.settle();
        loop.remove(again);
        loop.settle();
        loop.sql().execute("update host set quarantined_until = quarantined_until - interval '31 days'");

        // Then
        assertThat(loop.register(LoopWorld.OLA, LoopWorld.APPKOM, "votes", "production", WEB))
                .isNotNull();
    }
}
