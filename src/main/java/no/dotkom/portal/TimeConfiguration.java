package no.dotkom.portal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the portal; tests and the local world put theirs in its place. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Clock.class)
class TimeConfiguration {
    @Bean
    DatabaseTime databaseTime(DataSource database) throws SQLException {
        return new DatabaseTime(database);
    }

    @Bean
    Clock clock(DatabaseTime time) {
        return time.withZone(ZoneOffset.UTC);
    }
}
