package no.dotkom.portal.ui.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the page stream (security.md S30, S31).
 *
 * @param perMember streams one member may hold
 * @param inAll streams this instance holds
 * @param ping between signs of life
 * @param recheck between looks at whether the member may still see it
 * @param life after which a stream ends and the client comes again
 * @param gap least time between two pictures of one topic for one reader
 */
@ConfigurationProperties("portal.stream")
public record StreamProperties(
        @DefaultValue("6") int perMember,
        @DefaultValue("300") int inAll,
        @DefaultValue("15s") Duration ping,
        @DefaultValue("30s") Duration recheck,
        @DefaultValue("30m") Duration life,
        @DefaultValue("500ms") Duration gap) {
    public StreamProperties {
        if (perMember < 1 || inAll < perMember) {
            throw new IllegalArgumentException("portal.stream: at least one stream a member, and no more than in all");
        }
    }
}
