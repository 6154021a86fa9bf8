package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Reach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;

/** F10: a worker stands still in the middle of a call, another takes over, and the call reaches AWS after all. */
class LateCallTest extends LoopTests {
    private static final EnvironmentSpec FIRST = hosts("grades.localhost", "first.localhost");
    private static final EnvironmentSpec SECOND = hosts("grades.localhost", "second.localhost");

    private static EnvironmentSpec hosts(String... hosts) {
        return Specs.with(Specs.web("demo/healthy:1.0.0", "grades.localhost"), Specs.ingress(Reach.PUBLIC, hosts));
    }

    private static EnvironmentId serving() {
        var id = loop.register("grades", Specs.web("demo/healthy:1.0.0", "grades.localhost"));
        loop.settle();
        return id;
    }

    /** The next change of a rule stands still while another process does {@code work}. */
    private static void duringTheNextModifyRule(Runnable work) {
        var done = new AtomicBoolean();
        loop.aws().plan(call -> {
            if (call.operation().equals("ModifyRule") && done.compareAndSet(false, true)) {
                loop.aside(work);
            }
            return new Fault.None();
        });
    }

    private static List<String> rules() {
        return Inventory.names(loop.inventory().rules());
    }

    @Test
    void whoTakesOverWaitsForACallThatMayBeUnderWay() {
        // Given
        var id = serving();
        duringTheNextModifyRule(() -> {
            loop.live(Duration.ofSeconds(10));

            // Then
            assertThat(rules()).containsExactly("3000 [grades.localhost]");
        });

        // When
        loop.change(id, FIRST);

        // Then
        assertThatExceptionOfType(Overtaken.class).isThrownBy(() -> loop.visit(id));
        loop.settle();
        assertThat(rules()).containsExactly("3000 [first.localhost, grades.localhost]");
    }

    @Test
    void aCallThatWasLateForLongIsPutRightAndIsNobodysDrift() {
        // Given
        var id = serving();
        duringTheNextModifyRule(() -> {
            loop.change(id, SECOND);
            loop.settle();

            // Then
            assertThat(rules()).containsExactly("3000 [grades.localhost, second.localhost]");
        });

        // When
        loop.change(id, FIRST);

        // Then
        assertThatExceptionOfType(Overtaken.class).isThrownBy(() -> loop.visit(id));
        assertThat(rules()).containsExactly("3000 [first.localhost, grades.localhost]");
        loop.visit(id);
        assertThat(rules()).containsExactly("3000 [grades.localhost, second.localhost]");
        assertThat(loop.status(id).drifted()).isZero();
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void theRepairIsTriedUntilAwsTakesIt() {
        // Given
        var id = serving();
        duringTheNextModifyRule(() -> {
            loop.change(id, SECOND);
            loop.settle();
        });
        loop.change(id, FIRST);
        assertThatExceptionOfType(Overtaken.class).isThrownBy(() -> loop.visit(id));

        // When
        loop.aws()
                .plan(call -> call.operation().equals("ModifyRule")
                        ? new Fault.Refused("ThrottlingException", 400, "Rate exceeded")
                        : new Fault.None());
        loop.live(Duration.ofMinutes(1));
        loop.aws().plan(Fault.Plan.NOTHING);
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(rules()).containsExactly("3000 [grades.localhost, second.localhost]");
        assertThat(loop.status(id).drifted()).isZero();
    }

    /** What somebody changed before is theirs, and is not undone on the way. */
    @Test
    void whatOthersChangedBeforeStaysAsItIs() {
        // Given
        var id = serving();
        duringTheNextModifyRule(() -> {
            loop.change(id, SECOND);
            loop.settle();
            loop.world()
                    .ecs()
                    .updateService(UpdateServiceRequest.builder()
                            .cluster(loop.world().platform().cluster())
                            .service("grades-production")
                            .desiredCount(3)
                            .build());
            loop.live(Duration.ofSeconds(20));
            assertThat(loop.status(id).drifted()).isEqualTo(1);
        });
        loop.change(id, FIRST);
        assertThatExceptionOfType(Overtaken.class).isThrownBy(() -> loop.visit(id));

        // When
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(loop.inventory().tasks()).isEqualTo(3);
        assertThat(rules()).containsExactly("3000 [grades.localhost, second.localhost]");
        assertThat(loop.status(id).drifted()).isEqualTo(1);
    }

    @Test
    void whatOthersChangeAfterwardsIsDriftAsEver() {
        // Given
        var id = serving();
        duringTheNextModifyRule(() -> {
            loop.change(id, SECOND);
            loop.settle();
        });
        loop.change(id, FIRST);
        assertThatExceptionOfType(Overtaken.class).isThrownBy(() -> loop.visit(id));
        loop.visit(id);

        // When
        var balancer = loop.world().parts().elbv2();
        var rule = balancer
                .describeRules(DescribeRulesRequest.builder()
                        .listenerArn(loop.world().platform().httpsListenerArn())
                        .build())
                .rules()
                .stream()
                .filter(each -> each.priority().equals("3000"))
                .findFirst()
                .orElseThrow();
        balancer.modifyRule(ModifyRuleRequest.builder()
                .ruleArn(rule.ruleArn())
                .conditions(host -> host.field("host-header").hostHeaderConfig(to -> to.values("elsewhere.localhost")))
                .build());
        loop.live(Duration.ofMinutes(3), Duration.ofSeconds(10));

        // Then
        assertThat(rules()).containsExactly("3000 [elsewhere.localhost]");
        assertThat(loop.status(id).drifted()).isEqualTo(1);
    }
}
