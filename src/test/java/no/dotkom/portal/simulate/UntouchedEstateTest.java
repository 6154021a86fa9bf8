package no.dotkom.portal.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import no.dotkom.portal.reconcile.Estate;
import no.dotkom.portal.reconcile.LoopWorld;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Beside Dotkom's estate, which Terraform made and the portal has not adopted, members do what members do. */
class UntouchedEstateTest {
    private static final int HANDS = 4;

    private static List<Act> acts(int operations) {
        var random = new SplittableRandom(operations);
        var acts = new ArrayList<Act>();
        for (var slot = 0; slot < HANDS; slot++) {
            acts.add(new Act.Register(slot, History.GOOD.getFirst()));
        }
        var buttons = Act.Button.values();
        while (acts.stream().filter(act -> !(act instanceof Act.Wait)).count() < operations) {
            var slot = random.nextInt(HANDS);
            acts.add(
                    switch (random.nextInt(8)) {
                        case 0, 1 -> new Act.Deploy(slot, History.GOOD.get(random.nextInt(History.GOOD.size())));
                        case 2 -> new Act.Scale(slot, 1 + random.nextInt(3));
                        case 3 -> new Act.Hosts(slot, random.nextBoolean() ? Act.Name.RECORD : Act.Name.BESIDE);
                        case 4, 5 -> new Act.Register(slot, History.GOOD.getFirst());
                        default -> new Act.Ask(slot, buttons[random.nextInt(buttons.length)]);
                    });
            if (random.nextInt(3) == 0) {
                acts.add(new Act.Wait(Duration.ofSeconds(10 + random.nextInt(60))));
            }
        }
        return acts;
    }

    private static void untouchedBy(int operations) {
        try (var loop = LoopWorld.start()) {
            // When
            var broken = Play.beside(
                    new History(operations, acts(operations)),
                    loop,
                    new Coverage(),
                    () -> new Estate(loop.world()).make());

            // Then
            assertThat(broken).isEmpty();
            assertThat(loop.inventory().foreign().keySet())
                    .filteredOn(arn -> arn.contains(":service/"))
                    .hasSize(Estate.ROWS.size());
        }
    }

    @Test
    void fiftyOperationsLeaveItAsItIs() {
        untouchedBy(50);
    }

    @Test
    @Tag("long")
    void aThousandOperationsLeaveItAsItIs() {
        untouchedBy(1_000);
    }
}
