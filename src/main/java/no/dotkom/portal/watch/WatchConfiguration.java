package no.dotkom.portal.watch;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The poller beats on one instance at a time: its claim is a row of db-scheduler. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    @Bean
    @ConditionalOnProperty(name = "portal.watch.enabled", matchIfMissing = true)
    Task<Void> watchTask(Poller poller, WatchProperties properties) {
        return Tasks.recurring("watch", FixedDelay.of(properties.deploying()))
                .execute((instance, context) -> poller.beat());
    }
}
