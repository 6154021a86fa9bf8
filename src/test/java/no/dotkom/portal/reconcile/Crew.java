package no.dotkom.portal.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentId;

/** Visits who is due when they are due, as the queue does, and lets the poller beat; each second of the world's time. */
public final class Crew {
    private final LoopWorld loop;
    private final Map<EnvironmentId, Instant> due = new HashMap<>();
    private final Consumer<Runnable> portal;

    /** @param portal in which process the work is done */
    Crew(LoopWorld loop, List<EnvironmentId> environments, Consumer<Runnable> portal) {
        this.loop = loop;
        this.portal = portal;
        environments.forEach(id -> due.put(id, Instant.MIN));
    }

    public static Crew of(LoopWorld loop, List<EnvironmentId> environments) {
        return new Crew(loop, environments, Runnable::run);
    }

    void round() {
        portal.accept(() -> due.replaceAll((id, at) -> at.isAfter(now()) ? at : visit(id)));
    }

    private Instant visit(EnvironmentId id) {
        return loop.visit(id).map(after -> now().plus(after)).orElse(Instant.MAX);
    }

    private Instant now() {
        return loop.world().clock().instant();
    }

    /** Rounds of all crews until every version has come to its end, or for so long. */
    public static Duration settle(LoopWorld loop, Duration longest, Crew... crews) {
        var begun = loop.world().clock().instant();
        var beat = begun;
        while (loop.bean(Wishes.class).everything().stream().anyMatch(EnvironmentDetails::underway)
                && loop.world().clock().instant().isBefore(begun.plus(longest))) {
            for (var crew : crews) {
                crew.round();
            }
            if (!loop.world().clock().instant().isBefore(beat)) {
                loop.beat();
                beat = loop.world().clock().instant().plusSeconds(2);
            }
            loop.advance(Duration.ofSeconds(1));
        }
        return Duration.between(begun, loop.world().clock().instant());
    }
}
