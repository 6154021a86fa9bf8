package no.dotkom.portal.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often AWS is asked (the budget of aws-facts §5).
 *
 * @param deploying services, tasks and targets while anything is on its way; also the poller's own beat
 * @param idle services and tasks when nothing is
 * @param nodes the nodes while nothing is on its way
 * @param agents their Systems Manager agents, which reach AWS every five minutes themselves
 * @param enabled false in tests that drive the poller themselves
 */
@Validated
@ConfigurationProperties("portal.watch")
public record WatchProperties(
        @DefaultValue("PT2S") Duration deploying,
        @DefaultValue("PT15S") Duration idle,
        @DefaultValue("PT30S") Duration nodes,
        @DefaultValue("PT1M") Duration agents,
        @DefaultValue("true") boolean enabled) {}
