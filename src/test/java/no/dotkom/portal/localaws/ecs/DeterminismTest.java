package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One seed, one story. */
class DeterminismTest {
    @Test
    void theSameSeedGivesTheSameTrace() {
        assertThat(trace()).isEqualTo(trace());
    }

    private static List<String> trace() {
        var world = new EcsWorld();
        var trace = new ArrayList<String>();
        world.ecs.changes().listen(change -> trace.add(change.toJson()));
        world.create(world.web("shop", world.definition("healthy", "1.0"), world.balanced("shop"))
                .desiredCount(2));
        world.passSeconds(60);
        world.update(u -> u.taskDefinition(world.definition("crashes", "2.0")));
        world.passSeconds(120);
        trace.addAll(world.messages("shop"));
        assertThat(trace).hasSizeGreaterThan(20);
        return trace;
    }
}
