package no.dotkom.portal.aws;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How AWS is called. The endpoint and credentials are found as every AWS tool finds them ({@code AWS_ENDPOINT_URL}, the
 * default chain).
 *
 * @param manifest the SSM parameter in which Terraform publishes the platform
 * @param attemptTimeout of one HTTP exchange
 * @param callTimeout of a call with its retries
 */
@Validated
@ConfigurationProperties("portal.aws")
public record AwsProperties(
        @NotBlank @DefaultValue("eu-north-1") String region,
        @NotBlank @DefaultValue("/evergreen/prod/manifest") String manifest,
        @DefaultValue("PT5S") Duration attemptTimeout,
        @DefaultValue("PT15S") Duration callTimeout) {}
