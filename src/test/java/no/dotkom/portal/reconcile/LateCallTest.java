package no.dotkom.portal.reconcile;

import static no.dotkom.portaldb.Tables.SCHEDULED_TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Reach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
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

    /**
     * Version 2 stands still in the middle of its change of the rule, another process makes version 3 live and does
     * {@code more}, and then the call of version 2 lands.
     */
    private static EnvironmentId undone(Runnable more) {
        var id = serving();
        duringTheNextModifyRule(() -> {
            loop.change(id, SECOND);
            loop.settle();
            assertThat(rules()).containsExactly("3000 [grades.localhost, second.localhost]");
            more.run();
        });
        loop.change(id, FIRST);
        assertThatExceptionOfType(Overtaken.class).isThrownBy(() -> loop.visit(id));
        assertThat(rules()).containsExactly("3000 [first.localhost, grades.localhost]");
        return id;
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
        var id = undone(() -> {});

        // When
        loop.visit(id);

        // Then
        assertThat(rules()).containsExactly("3000 [grades.localhost, second.localhost]");
        assertThat(loop.status(id).drifted()).isZero();
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void itIsPutRightOnceAwsTakesIt() {
        // Given
        var id = undone(() -> {});
        loop.aws()
                .plan(call -> call.operation().equals("ModifyRule")
                        ? new Fault.Refused("ThrottlingException", 400, "Rate exceeded")
                        : new Fault.None());
        loop.live(Duration.ofMinutes(1));

        // When
        loop.aws().plan(Fault.Plan.NOTHING);
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(rules()).containsExactly("3000 [grades.localhost, second.localhost]");
        assertThat(loop.status(id).drifted()).isZero();
    }

    @Test
    void whatOthersChangedMeanwhileStaysAsItIs() {
        // Given
        var id = undone(() -> {
            loop.world()
                    .ecs()
                    .updateService(UpdateServiceRequest.builder()
                            .cluster(loop.world().platform().cluster())
                            .service("grades-production")
                            .desiredCount(3)
                            .build());
            loop.live(Duration.ofSeconds(20));
        });

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
        var id = undone(() -> {});
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

    /** Whoever overtook it saw no more to do for five minutes. */
    @Test
    void aWorkerThatWasOvertakenMakesItsEnvironmentDue() {
        // Given
        var id = serving();
        duringTheNextModifyRule(() -> {
            loop.change(id, SECOND);
            loop.settle();
            loop.sql()
                    .execute(
                            "update scheduled_tasks set picked = false, execution_time = now() + interval '5 minutes'");
        });
        loop.change(id, FIRST);
        var wishes = loop.bean(Wishes.class);
        var scheduler =
                SchedulerClient.Builder.create(loop.bean(DataSource.class)).build();
        var task =
                new ReconcileConfiguration().reconcileTask(loop.bean(Pass.class), wishes, new Alarm(scheduler, wishes));

        // When
        var instance = ReconcileConfiguration.RECONCILE.instance(id.toString()).build();
        var version = loop.claim(id).version();
        var execution = new Execution(Instant.EPOCH, instance, true, "this", null, null, 0, null, version);
        task.execute(instance, new ExecutionContext(null, execution, scheduler, null));

        // Then
        assertThat(loop.sql().fetchSingle(SCHEDULED_TASKS).getExecutionTime())
                .isBefore(Instant.now().plusSeconds(60));
    }

    /** F06: what the version before made does not show while it is dropped, and is nobody's drift when it does. */
    @Test
    void whatDidNotShowWhenItWasDroppedIsPutRight() {
        // Given
        var id = serving();
        loop.advance(Duration.ofMinutes(10));
        var plain = loop.details(id).latest().spec();
        loop.change(id, Specs.redirecting(plain, "old.localhost", "grades.localhost"));
        loop.visit(id);
        assertThat(rules()).hasSize(2);

        // When
        loop.world().parts().lag().set(Duration.ofSeconds(110));
        loop.advance(Duration.ofSeconds(30));
        loop.change(id, plain);
        loop.visit(id);
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        loop.world().parts().lag().set(Duration.ZERO);
        assertThat(rules()).hasSize(2);
        loop.advance(Duration.ofSeconds(30));
        loop.visit(id);

        // Then
        assertThat(rules()).containsExactly("3000 [grades.localhost]");
        assertThat(loop.status(id).drifted()).isZero();
        assertThat(loop.status(id).settled()).isTrue();
    }

    /** The same by hand stays, since the policy is to show it. */
    @Test
    void anotherRuleThatSomebodyMadeStays() {
        // Given
        var id = serving();
        var plain = loop.details(id).latest().spec();
        loop.change(id, Specs.redirecting(plain, "old.localhost", "grades.localhost"));
        loop.settle();
        loop.change(id, plain);
        loop.settle();
        loop.change(id, FIRST);
        loop.settle();
        loop.change(id, plain);
        loop.settle();
        loop.advance(Duration.ofMinutes(1));

        // When
        var balancer = loop.world().parts().elbv2();
        var listener = loop.world().platform().httpsListenerArn();
        var rule = balancer
                .describeRules(
                        DescribeRulesRequest.builder().listenerArn(listener).build())
                .rules()
                .stream()
                .filter(each -> each.priority().equals("3000"))
                .findFirst()
                .orElseThrow();
        var tags = balancer.describeTags(DescribeTagsRequest.builder()
                        .resourceArns(rule.ruleArn())
                        .build())
                .tagDescriptions()
                .getFirst()
                .tags();
        balancer.createRule(CreateRuleRequest.builder()
                .listenerArn(listener)
                .priority(3001)
                .conditions(rule.conditions().getFirst().toBuilder()
                        .hostHeaderConfig(config -> config.values("another.localhost"))
                        .build())
                .actions(rule.actions())
                .tags(tags)
                .build());
        loop.visit(id);

        // Then
        assertThat(rules()).hasSize(2);
        assertThat(loop.status(id).drifted()).isOne();
    }
}
