package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Entry;
import no.dotkom.portal.audit.Query;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.plan.Setting;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What is changed in the console: shown, and put right only where somebody said so. */
class DriftLoopTest extends ServingTests {
    private static EnvironmentId serving(Policy policy) {
        var id = serving();
        loop.apps().setPolicy(LoopWorld.KARI, loop.details(id).ref(), policy);
        return id;
    }

    private static void setCount(int count) {
        loop.world()
                .ecs()
                .updateService(UpdateServiceRequest.builder()
                        .cluster(loop.world().platform().cluster())
                        .service("grades-production")
                        .desiredCount(count)
                        .build());
    }

    private static TargetGroup targetGroup() {
        return loop.world()
                .parts()
                .elbv2()
                .describeTargetGroups(DescribeTargetGroupsRequest.builder()
                        .names("grades-production")
                        .build())
                .targetGroups()
                .getFirst();
    }

    private static void checkEvery(int seconds) {
        loop.world()
                .parts()
                .elbv2()
                .modifyTargetGroup(ModifyTargetGroupRequest.builder()
                        .targetGroupArn(targetGroup().targetGroupArn())
                        .healthCheckIntervalSeconds(seconds)
                        .build());
    }

    private static void deleteService() {
        loop.world()
                .ecs()
                .deleteService(DeleteServiceRequest.builder()
                        .cluster(loop.world().platform().cluster())
                        .service("grades-production")
                        .force(true)
                        .build());
    }

    private static Rule rule() {
        return loop
                .world()
                .parts()
                .elbv2()
                .describeRules(DescribeRulesRequest.builder()
                        .listenerArn(loop.world().platform().httpsListenerArn())
                        .build())
                .rules()
                .stream()
                .filter(rule -> rule.priority().equals("3000"))
                .findFirst()
                .orElseThrow();
    }

    private static void deleteRule() {
        loop.world()
                .parts()
                .elbv2()
                .deleteRule(
                        DeleteRuleRequest.builder().ruleArn(rule().ruleArn()).build());
    }

    private static List<Difference> drift(EnvironmentId id) {
        return loop.reconciliations().drift(List.of(id)).getOrDefault(id, List.of()).stream()
                .map(Drifted::difference)
                .toList();
    }

    private static Difference difference(Setting setting, String about, String wanted, String found) {
        return new Difference(setting, about, wanted, found);
    }

    @Test
    void thatItWasChangedAndIsAsAskedAgainIsWrittenDownOnce() {
        // Given
        var id = serving(Policy.OBSERVE_ONLY);

        // When
        setCount(3);
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(30));
        setCount(1);
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(30));

        // Then
        var asked = new Query(List.of(id.value()), Instant.EPOCH, true);
        assertThat(loop.bean(Audit.class).read(asked, Long.MAX_VALUE, 10))
                .extracting(Entry::action, Entry::detail)
                .containsExactly(tuple("drift.over", "count: 1 → 3"), tuple("drift.notice", "count: 1 → 3"));
    }

    @Test
    void whatWasChangedIsShownSinceItWasFirstSeenAndLeftAlone() {
        // Given
        var id = serving(Policy.OBSERVE_ONLY);

        // When
        setCount(3);
        checkEvery(60);
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(10));
        var first = loop.reconciliations().drift(List.of(id)).get(id);
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(20));

        // Then
        assertThat(drift(id))
                .containsExactlyInAnyOrder(
                        difference(Setting.COUNT, "", "1", "3"), difference(Setting.HEALTH_INTERVAL, "", "10", "60"));
        assertThat(loop.reconciliations().drift(List.of(id)).get(id)).isEqualTo(first);
        assertThat(loop.status(id).drifted()).isEqualTo(2);
        assertThat(service().desiredCount()).isEqualTo(3);
        assertThat(targetGroup().healthCheckIntervalSeconds()).isEqualTo(60);
    }

    @Test
    void applyingOursPutsItRightWithAVersionOfItsOwn() {
        // Given
        var id = serving(Policy.OBSERVE_ONLY);
        setCount(3);
        checkEvery(60);
        loop.live(Duration.ofSeconds(10));

        // When
        var now = loop.details(id);
        loop.apps().applyOurs(LoopWorld.KARI, now.ref(), now.generation());
        loop.settle();
        loop.live(Duration.ofSeconds(20));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(drift(id)).isEmpty();
        assertThat(service().desiredCount()).isEqualTo(1);
        assertThat(targetGroup().healthCheckIntervalSeconds()).isEqualTo(10);
        assertThat(Inventory.names(loop.inventory().revisions())).containsExactly("grades-production:1");
    }

    @Test
    void acceptingTheirsAsksForItFromNowOn() {
        // Given
        var id = serving(Policy.OBSERVE_ONLY);
        setCount(2);
        checkEvery(60);
        loop.live(Duration.ofSeconds(10));

        // When
        var now = loop.details(id);
        loop.apps().acceptTheirs(LoopWorld.KARI, now.ref(), now.generation(), drift(id));
        loop.settle();
        loop.live(Duration.ofSeconds(20));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(drift(id)).isEmpty();
        assertThat(loop.details(id).latest().spec().count()).isEqualTo(2);
        assertThat(service().desiredCount()).isEqualTo(2);
        assertThat(targetGroup().healthCheckIntervalSeconds()).isEqualTo(60);
    }

    @Test
    void whereThePolicySaysSoItIsPutRightOnceItHasLasted() {
        // Given
        var id = serving(Policy.SYNC);

        // When
        setCount(3);
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(10));

        // Then
        assertThat(service().desiredCount()).isEqualTo(3);

        // When
        loop.live(Duration.ofMinutes(2), Duration.ofSeconds(10));

        // Then
        assertThat(service().desiredCount()).isEqualTo(1);
        assertThat(drift(id)).isEmpty();
        assertThat(loop.details(id).generation().number()).isEqualTo(1);
    }

    @Test
    void everythingThatWasDeletedIsMadeOnceMore() {
        // Given
        var id = serving(Policy.UPSERT_ONLY);

        // When
        deleteService();
        deleteRule();
        loop.live(Duration.ofSeconds(10));
        loop.world()
                .parts()
                .elbv2()
                .deleteTargetGroup(DeleteTargetGroupRequest.builder()
                        .targetGroupArn(targetGroup().targetGroupArn())
                        .build());
        loop.live(Duration.ofSeconds(10));

        // Then
        assertThat(drift(id))
                .extracting(Difference::setting)
                .containsExactlyInAnyOrder(Setting.SERVICE, Setting.TARGET_GROUP, Setting.RULE);
        assertThat(seen()).doesNotStartWith("200");

        // When
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(10));

        // Then
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(loop.inventory().counts()).containsExactly(1, 1, 1, 1, 0);
        assertThat(loop.status(id).settled()).isTrue();

        // When
        deleteService();
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(10));

        // Then
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(loop.inventory().counts()).containsExactly(1, 1, 1, 1, 0);
    }

    @Test
    void aTargetGroupThatWasMadeAgainGetsTheTasks() {
        // Given
        var id = serving(Policy.OBSERVE_ONLY);
        deleteRule();
        loop.world()
                .parts()
                .elbv2()
                .deleteTargetGroup(DeleteTargetGroupRequest.builder()
                        .targetGroupArn(targetGroup().targetGroupArn())
                        .build());
        loop.live(Duration.ofSeconds(10));

        // When
        var now = loop.details(id);
        loop.apps().applyOurs(LoopWorld.KARI, now.ref(), now.generation());
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(service().loadBalancers().getFirst().targetGroupArn())
                .isEqualTo(targetGroup().targetGroupArn());
    }

    @Test
    void aStrangersRuleBeforeOursIsToldAndNothingIsDoneAboutIt() {
        // Given
        var id = serving(Policy.SYNC);
        loop.world()
                .parts()
                .elbv2()
                .createRule(CreateRuleRequest.builder()
                        .listenerArn(loop.world().platform().httpsListenerArn())
                        .priority(900)
                        .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values("*.localhost")))
                        .actions(a -> a.type("fixed-response")
                                .fixedResponseConfig(r -> r.statusCode("200").contentType("text/plain")))
                        .build());
        var before = loop.inventory();

        // When
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(20));

        // Then
        assertThat(loop.status(id).waits()).singleElement().satisfies(wait -> {
            assertThat(wait.code()).isEqualTo("RULE-2");
            assertThat(wait.values())
                    .containsEntry("domain", "grades.localhost")
                    .containsEntry("priority", "900")
                    .containsEntry("owner", "Terraform");
        });
        assertThat(loop.inventory()).isEqualTo(before);
    }
}
