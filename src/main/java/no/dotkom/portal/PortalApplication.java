package no.dotkom.portal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the portal; holds nothing. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PortalApplication {
    public static void main(String[] args) {
        // Asking an application through its gateway takes a Host header, which the JDK's client guards unless told.
        // It reads this once, before the first request of anybody.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        SpringApplication.run(PortalApplication.class, args);
    }
}
