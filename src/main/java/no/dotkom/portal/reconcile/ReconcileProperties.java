package no.dotkom.portal.reconcile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the loop comes back to an environment.
 *
 * @param underway while a version is on its way
 * @param settled when nothing is to do: then only drift is looked for
 * @param sweep between two looks around the platform
 * @param ripe how long something must have differed before it is put right, where the policy says so: what AWS shows
 *     may be 2 minutes old (reliability.md F06)
 * @param domains while the owner of a domain must make a record
 * @param blocked while a person must act, or AWS did not answer
 */
@Validated
@ConfigurationProperties("portal.reconcile")
public record ReconcileProperties(
        @DefaultValue("PT2S") Duration underway,
        @DefaultValue("PT5M") Duration settled,
        @DefaultValue("PT15S") Duration blocked,
        @DefaultValue("PT30S") Duration domains,
        @DefaultValue("PT2M") Duration ripe,
        @DefaultValue("PT5M") Duration sweep) {}
