package no.dotkom.furniture;

import java.time.Clock;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.identity.Identity;
import no.dotkom.portal.identity.port.SigningKeys;
import no.dotkom.portal.ui.PageView;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** Two rooms, what they stand on and {@link DemoRoom}, on a clock that tests move. */
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = {Audit.class, Identity.class, PageView.class})
@ConfigurationPropertiesScan(basePackageClasses = {Identity.class, PageView.class})
@Import(DemoRoom.class)
class FurnitureApplication {
    @Bean
    Clock clock() {
        return DemoClock.INSTANCE;
    }

    /** No workflow comes here. */
    @Bean
    SigningKeys keys() {
        return address -> "{\"keys\": []}";
    }
}
