package no.dotkom.portal.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.reconcile.port.Surroundings;
import no.dotkom.portal.reconcile.port.Surroundings.Tagged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks around on the platform every few minutes: for what others made, and for what carries our tag though its
 * environment is none of ours. It only looks; what a maintainer asked to be taken away {@link Removal} takes.
 */
@Component
class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private final Wishes wishes;
    private final Surroundings surroundings;
    private final Strangers strangers;
    private final SweepRepository found;
    private final Removal removal;
    private final Clock clock;

    Sweep(
            Wishes wishes,
            Surroundings surroundings,
            Strangers strangers,
            SweepRepository found,
            Removal removal,
            Clock clock) {
        this.wishes = wishes;
        this.surroundings = surroundings;
        this.strangers = strangers;
        this.found = found;
        this.removal = removal;
        this.clock = clock;
    }

    /** A look that AWS does not answer changes nothing: what was found before stands. */
    void look() {
        try {
            orphans();
            found.strangers(strangers.all().stream().map(this::sketch).toList());
        } catch (Surroundings.Unanswered | Strangers.Unanswered silent) {
            log.info("The platform could not be swept: {}", silent.getMessage());
        }
    }

    private void orphans() {
        var before = wishes.everything();
        var names = before.stream().map(EnvironmentDetails::names).toList();
        var tagged = surroundings.tagged(names);
        found.orphans(tagged.stream().filter(this::orphaned).toList(), clock.instant());
        for (var orphan : found.orphans()) {
            if (orphan.asked()) {
                removal.take(orphan);
            }
        }
    }

    /** Asked after AWS was: an environment that was registered meanwhile has its resources, not orphans. */
    private boolean orphaned(Tagged resource) {
        return !wishes.owns(resource.environment());
    }

    private StrangerService sketch(Strangers.Stranger stranger) {
        return switch (stranger) {
            case Strangers.Adoptable fit ->
                new StrangerService(
                        fit.service(),
                        fit.madeBy(),
                        fit.spec().image().shortName(),
                        hosts(fit.spec().ingress()),
                        List.of(),
                        clock.instant());
            case Strangers.Unfit unfit ->
                new StrangerService(unfit.service(), unfit.madeBy(), "", "", unfit.reasons(), clock.instant());
        };
    }

    private static String hosts(Ingress ingress) {
        return switch (ingress) {
            case Ingress.Http http -> http.hosts().stream().map(HostName::value).collect(Collectors.joining(", "));
            case Ingress.None() -> "";
        };
    }
}
