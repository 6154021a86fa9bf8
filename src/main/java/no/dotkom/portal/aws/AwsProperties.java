package no.dotkom.portal.aws;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
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
 * @param share of each of the account's limits that all portals together may use: Terraform, the console and other tools
 *     live on the rest. Three of the five changes of services a second that AWS allows are the portal's (aws-facts §5);
 *     more than 0.8 leaves no room for what portals have leased and not used
 */
@Validated
@ConfigurationProperties("portal.aws")
public record AwsProperties(
        @NotBlank @DefaultValue("eu-north-1") String region,
        @NotBlank @DefaultValue("/evergreen/prod/manifest") String manifest,
        @DefaultValue("PT5S") Duration attemptTimeout,
        @DefaultValue("PT15S") Duration callTimeout,

        @DecimalMin("0.2") @DecimalMax("0.8") @DefaultValue("0.6")
        double share) {}
