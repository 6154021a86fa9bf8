package no.dotkom.portal.reconcile;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import no.dotkom.portal.apps.EnvironmentChanged;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes an environment due: in the transaction of the wish, after a worker was overtaken, at the start all that exist. */
@Component
class Alarm {
    private static final Logger log = LoggerFactory.getLogger(Alarm.class);
    private final SchedulerClient scheduler;
    private final Wishes wishes;
    /** Due times are the scheduler's own: a world whose clock is moved does not move them. */
    private final SystemClock clock = new SystemClock();

    Alarm(@Lazy SchedulerClient scheduler, Wishes wishes) {
        this.scheduler = scheduler;
        this.wishes = wishes;
    }

    @EventListener
    void changed(EnvironmentChanged change) {
        wake(change.environment());
    }

    /** A row of the queue that was lost with a restored backup, say, is made again. */
    @EventListener
    void started(ApplicationReadyEvent ready) {
        for (var id : wishes.all()) {
            scheduler.scheduleIfNotExists(
                    ReconcileConfiguration.RECONCILE.instance(id.toString()).build(), clock.now());
        }
    }

    void wake(EnvironmentId id) {
        var instance = ReconcileConfiguration.RECONCILE.instance(id.toString()).build();
        try {
            scheduler.schedule(instance, clock.now(), ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException running) {
            log.debug("{} is being visited; the visit reads the generation again before it ends", id);
        }
    }
}
