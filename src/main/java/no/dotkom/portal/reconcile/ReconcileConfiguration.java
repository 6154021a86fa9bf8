package no.dotkom.portal.reconcile;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The work: one task instance an environment. db-scheduler owns the claim, the heartbeat and the revival of what a dead
 * worker left.
 */
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {
    static final TaskDescriptor<Void> RECONCILE = TaskDescriptor.of("reconcile");

    @Bean
    Task<Void> reconcileTask(Pass pass, Wishes wishes) {
        return Tasks.custom(RECONCILE)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(2), 1.5))
                .execute((instance, context) -> {
                    var id = EnvironmentId.parse(instance.getId());
                    var before = wishes.wish(id).map(no.dotkom.portal.plan.Wish::generation);
                    return complete(pass.visit(id), id, before, wishes);
                });
    }

    /** A wake-up during a run is refused, so the generation is read again after the row is free (stack.md §4). */
    private static CompletionHandler<Void> complete(
            Visit visit, EnvironmentId id, Optional<no.dotkom.portal.model.Generation> before, Wishes wishes) {
        return (complete, operations) -> {
            switch (visit) {
                case Visit.Never() -> operations.remove();
                case Visit.Again(var after) -> {
                    var moved = !wishes.wish(id)
                            .map(no.dotkom.portal.plan.Wish::generation)
                            .equals(before);
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
