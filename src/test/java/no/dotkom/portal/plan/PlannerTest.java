package no.dotkom.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans every state of the {@link StateSpace} for every {@link Desire}, once, and holds the plans against each {@link Law}. */
class PlannerTest {
    private static final EnumerationReport REPORT = new EnumerationReport("PlannerTest");
    private static final Map<Law, String> BROKEN = new ConcurrentHashMap<>();
    private static final Law[] LAWS = Law.values();

    @BeforeAll
    static void planEveryState() {
        for (var desire : Desire.values()) {
            var desired = desire.desired();
            var space = new StateSpace(desire);
            REPORT.states(desire.name(), space.size());
            space.states().parallel().forEach(observed -> judge(desire, desired, observed));
        }
    }

    private static void judge(Desire desire, DesiredState desired, ObservedState observed) {
        var decision = new Law.Decision(desired, observed, Planner.plan(desired, observed));
        REPORT.plan(decision.plan());
        for (var law : LAWS) {
            if (!law.holds(decision)) {
                BROKEN.putIfAbsent(law, desire + "\n in " + observed + "\n got " + decision.plan());
            }
        }
    }

    @AfterAll
    static void report() {
        REPORT.print();
    }

    @ParameterizedTest
    @EnumSource
    void everyPlanKeepsTheLaw(Law law) {
        assertThat(BROKEN.getOrDefault(law, "kept")).isEqualTo("kept");
    }

    @Test
    void everyKindOfStepAndOfWaitIsPlannedSomewhere() {
        // The chain of domains is enumerated by itself: DomainPlanTest.
        assertThat(Step.class.getPermittedSubclasses())
                .allMatch(kind -> kind == Step.OfDomain.class || kind == Step.OfSecrets.class || REPORT.saw(kind));
        assertThat(Wait.class.getPermittedSubclasses())
                .allMatch(kind -> kind == Wait.OnDomain.class || REPORT.saw(kind));
    }
}
