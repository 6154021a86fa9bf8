package no.dotkom.portal.reconcile;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The work: one task instance an environment. db-scheduler owns the claim, the heartbeat and the revival of what a dead
 * worker left.
 */
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ReconcileConfiguration.class);
    static final TaskDescriptor<Void> RECONCILE = TaskDescriptor.of("reconcile");
    static final TaskDescriptor<Void> SWEEP = TaskDescriptor.of("sweep");

    @Bean
    Task<Void> reconcileTask(Pass pass, Wishes wishes, Alarm alarm) {
        return Tasks.custom(RECONCILE)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(2), 1.5))
                .execute((instance, context) -> {
                    var id = EnvironmentId.parse(instance.getId());
                    var claim = new Claim(id, context.getExecution().version);
                    var before = wishes.wish(id).map(Wish::generation);
                    try {
                        return complete(pass.visit(claim), id, before, wishes);
                    } catch (Overtaken overtaken) {
                        log.warn("{}", overtaken.getMessage());
                        // What this one was in the middle of may have undone what the other did.
                        alarm.wake(id);
                        return (complete, operations) -> {};
                    }
                });
    }

    /** On one instance at a time. */
    @Bean
    RecurringTask<Void> sweepTask(Sweep sweep, ReconcileProperties properties) {
        return Tasks.recurring(SWEEP, FixedDelay.of(properties.sweep())).execute((instance, context) -> sweep.look());
    }

    /** A wake-up during a run is refused, so the generation is read again after the row is free (stack.md §4). */
    private static CompletionHandler<Void> complete(
            Visit visit, EnvironmentId id, Optional<Generation> before, Wishes wishes) {
        return (complete, operations) -> {
            switch (visit) {
                case Visit.Never() -> operations.remove();
                case Visit.Again(var after) -> {
                    var moved = !wishes.wish(id).map(Wish::generation).equals(before);
                    var done = complete.getTimeDone();
                    operations.reschedule(complete, moved ? done : done.plus(after));
                }
            }
        };
    }

    @Bean
    DbSchedulerCustomizer schedulerOnVirtualThreads() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(Executors.newVirtualThreadPerTaskExecutor());
            }
        };
    }
}
