package no.dotkom.portal.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.Wish;
import no.dotkom.portal.reconcile.port.FrontDoor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings versions to their end: live once a visitor would be served, failed with the reason, or gone. */
@Component
class Ending {
    /** How long the gateway may take to send visitors to targets that it calls healthy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Wishes wishes;
    private final Journal journal;
    private final StepRepository records;
    private final FrontDoor door;
    private final Platforms platforms;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Ending(
            Wishes wishes,
            Journal journal,
            StepRepository records,
            FrontDoor door,
            Platforms platforms,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.wishes = wishes;
        this.journal = journal;
        this.records = records;
        this.door = door;
        this.platforms = platforms;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** True when the version is live now; false when its tasks, or the gateway, are not so far. */
    boolean live(Claim claim, Wish wish, DesiredState.Deployed deployed) {
        // One that never stays is stuck, as the planner says of any service; one that nobody sees waits for the poller.
        if (unjudged(wish) && !journal.stays(wish)) {
            return false;
        }
        if (!(wish.spec().ingress() instanceof Ingress.Http http)
                || wish.intent() != Intent.RUN
                || http.reach() != Reach.PUBLIC) {
            settle(claim, wish);
            return true;
        }
        var host = http.hosts().getFirst();
        var gateway = platforms.current().gateway(wish.placement().gateway());
        var answer = door.ask(gateway, host, http.health().path());
        if (answer instanceof FrontDoor.Answer.Status(var code) && served(code, http.health())) {
            settle(claim, wish);
            return true;
        }
        if (journal.lookedLongerThan(wish, PATIENCE, clock.instant())) {
            failed(claim, wish, notRouted(host, answer));
        }
        return false;
    }

    /** A worker whose count was changed, say after a pause. */
    private static boolean unjudged(Wish wish) {
        return wish.spec().ingress() instanceof Ingress.None
                && wish.intent() == Intent.RUN
                && !wish.containerGeneration().equals(wish.generation());
    }

    /** Below 500 somebody answers, but 404 is also what a gateway says that has no rule for the host. */
    private static boolean served(int code, HealthCheck health) {
        return health.accepts(code) || (code < 500 && code != 404);
    }

    private static Problem notRouted(HostName host, FrontDoor.Answer answer) {
        var said = switch (answer) {
            case FrontDoor.Answer.Status(var code) -> "the gateway answered " + code;
            case FrontDoor.Answer.Silent(var why) -> why;
        };
        return Problem.of("DOOR-1", Map.of("domain", host.value(), "said", said))
                .saying(said);
    }

    /** It is as it was asked for: the version is live, and the gateway is not asked. */
    void settle(Claim claim, Wish wish) {
        transaction.executeWithoutResult(status -> {
            records.mustHold(claim);
            if (wishes.live(wish.environment(), wish.generation())) {
                journal.finish(wish);
                audit(wish, "version.live", "");
            }
        });
    }

    void failed(Claim claim, Wish wish, Problem why) {
        transaction.executeWithoutResult(status -> {
            records.mustHold(claim);
            if (wishes.failed(wish.environment(), wish.generation(), why)) {
                journal.fail(wish, why);
                audit(wish, "version.failed", why.code());
            }
        });
    }

    void restored(Claim claim) {
        transaction.executeWithoutResult(status -> {
            records.mustHold(claim);
            wishes.restored(claim.environment());
        });
    }

    /** The cause behind a rollback: what we or a member did comes before what AWS says of it. */
    Problem cause(Wish wish, Problem why) {
        if (wish.cancelled()) {
            return Problem.of("CANCELLED").saying(why.said());
        }
        if (records.tried(wish.environment(), wish.generation(), "StopServiceDeployment")) {
            return journal.noRoom(wish).saying(why.said());
        }
        return why.code().equals("CAP-1") ? journal.noRoom(wish).saying(why.said()) : why;
    }

    /** False while something of it may exist that AWS does not list yet. */
    boolean gone(Claim claim, Wish wish) {
        var now = clock.instant();
        if (records.lastCreation(wish.environment())
                .filter(made -> now.isBefore(made.plus(Hand.SHOWS_WITHIN)))
                .isPresent()) {
            return false;
        }
        transaction.executeWithoutResult(status -> {
            records.mustHold(claim);
            wishes.gone(wish.environment(), wish.generation());
            journal.finish(wish);
            audit(wish, "environment.gone", "");
        });
        return true;
    }

    private void audit(Wish wish, String action, String detail) {
        audit.record(new Deed(
                null,
                "the loop",
                "loop",
                action,
                wish.name().app().value(),
                wish.environment().value(),
                wish.generation().number(),
                detail));
    }
}
