package no.dotkom.portal.apps;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Where the platform is described. @param manifest the name of the SSM parameter that Terraform publishes */
@Validated
@ConfigurationProperties("portal.platform")
public record PlatformProperties(
        @NotBlank @DefaultValue("/evergreen/prod/manifest") String manifest) {}
