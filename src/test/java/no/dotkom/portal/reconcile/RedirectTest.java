package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.plan.Setting;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;

/** Hosts that only send visitors on. */
class RedirectTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    private static final EnvironmentSpec SENDING =
            Specs.redirecting(WEB, "karakterer.localhost", "grades.localhost", "old.apps.example.no", "dotkom.no/now");

    private static EnvironmentId settled(EnvironmentSpec spec) {
        var id = loop.register("grades", spec);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        loop.aws().forgetCalls();
        return id;
    }

    private static void become(EnvironmentId id, EnvironmentSpec spec) {
        loop.change(id, spec);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    private static String seen(String host, String path) {
        return loop.door().visit(host, path, "192.0.2.7").brief();
    }

    private static String rule(int priority) {
        return loop
                .world()
                .parts()
                .elbv2()
                .describeRules(DescribeRulesRequest.builder()
                        .listenerArn(loop.world().platform().httpsListenerArn())
                        .build())
                .rules()
                .stream()
                .filter(rule -> rule.priority().equals(Integer.toString(priority)))
                .findFirst()
                .orElseThrow()
                .ruleArn();
    }

    @Test
    void eachLeadsOnUnderANumberOfItsOwn() {
        // When
        settled(SENDING);

        // Then
        assertThat(Inventory.names(loop.inventory().rules()))
                .containsExactlyInAnyOrder(
                        "3000 [grades.localhost]", "3001 [karakterer.localhost]", "3002 [old.apps.example.no]");
        assertThat(seen("grades.localhost", "/")).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(seen("karakterer.localhost", "/a/b")).isEqualTo("301 to grades.localhost/a/b");
        assertThat(seen("old.apps.example.no", "/a/b")).isEqualTo("301 to dotkom.no/now");
        assertThat(loop.inventory().records()).anyMatch(record -> record.contains("old.apps.example.no"));
    }

    @Test
    void itsTargetIsChangedInPlaceWhileTheTasksStay() {
        // Given
        var id = settled(SENDING);

        // When
        become(
                id,
                Specs.redirecting(
                        WEB, "karakterer.localhost", "grades.localhost/new", "old.apps.example.no", "dotkom.no/now"));

        // Then
        assertThat(loop.aws().writes()).containsExactly("ModifyRule");
        assertThat(seen("karakterer.localhost", "/a/b")).isEqualTo("301 to grades.localhost/new");
    }

    @Test
    void aHostThatIsServedFromNowOnIsNeverWithoutARule() {
        // Given
        var id = settled(SENDING);

        // When
        become(
                id,
                Specs.redirecting(
                        Specs.web("demo/healthy:1.0.0", "grades.localhost", "karakterer.localhost"),
                        "old.apps.example.no",
                        "dotkom.no/now"));

        // Then
        assertThat(loop.aws().writes()).containsExactly("ModifyRule", "DeleteRule");
        assertThat(seen("karakterer.localhost", "/")).startsWith("200");

        // When it leads on again
        loop.aws().forgetCalls();
        become(id, SENDING);

        // Then
        assertThat(loop.aws().writes()).containsExactly("CreateRule", "ModifyRule");
        assertThat(seen("karakterer.localhost", "/")).startsWith("301");
    }

    @Test
    void nothingOfItIsLeftOnceItIsDropped() {
        // Given
        var before = loop.inventory().foreign();
        var id = settled(SENDING);

        // When
        become(id, WEB);

        // Then
        assertThat(seen("karakterer.localhost", "/")).startsWith("404");
        assertThat(loop.inventory().rules()).hasSize(1);

        // When
        loop.remove(id);
        loop.settle();

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().all()).isEmpty();
        assertThat(loop.inventory().foreign()).isEqualTo(before);
    }

    @Test
    void whatSomebodyElseMadeOfItIsToldAndPutRight() {
        // Given
        var id = settled(SENDING);

        // When
        loop.world()
                .parts()
                .elbv2()
                .modifyRule(ModifyRuleRequest.builder()
                        .ruleArn(rule(3001))
                        .actions(action -> action.type("redirect")
                                .redirectConfig(to -> to.host("elsewhere.no").statusCode("HTTP_302")))
                        .build());
        loop.live(Duration.ofMinutes(1));

        // Then
        var drift = loop.reconciliations().drift(java.util.List.of(id)).get(id);
        assertThat(drift)
                .singleElement()
                .satisfies(one -> assertThat(one.difference().setting()).isEqualTo(Setting.REDIRECT))
                .satisfies(one ->
                        assertThat(one.difference().wanted()).isEqualTo("karakterer.localhost → grades.localhost"));

        // When
        var now = loop.details(id);
        loop.apps().applyOurs(LoopWorld.KARI, now.ref(), now.generation());
        loop.settle();

        // Then
        assertThat(seen("karakterer.localhost", "/")).isEqualTo("301 to grades.localhost/");
    }

    @Test
    void aHostThatLedOnRestsForItsTeam() {
        // Given
        var id = settled(SENDING);
        become(id, WEB);

        // Then
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.register(
                        LoopWorld.OLA,
                        LoopWorld.APPKOM,
                        "pizza",
                        "production",
                        Specs.redirecting(
                                Specs.web("demo/healthy:1.0.0", "pizza.localhost"),
                                "karakterer.localhost",
                                "pizza.localhost")))
                .satisfies(refused ->
                        assertThat(refused.problems().getFirst().field()).isEqualTo("redirects"))
                .satisfies(refused -> assertThat(
                                refused.problems().getFirst().problem().code())
                        .isEqualTo("HOST-4"));
    }

    @Test
    void nobodyIsSentRoundThroughAnotherApplication() {
        // Given
        settled(Specs.redirecting(WEB, "a.localhost", "b.localhost"));

        // Then
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.register(
                        "pizza",
                        Specs.redirecting(
                                Specs.web("demo/healthy:1.0.0", "pizza.localhost"), "b.localhost", "a.localhost/x")))
                .satisfies(refused -> assertThat(
                                refused.problems().getFirst().problem().code())
                        .isEqualTo("LOOP-1"));
    }
}
