package no.dotkom.portal.reconcile;

import java.time.Instant;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.reconcile.port.Surroundings.Kind;

/**
 * A resource with our tag of an environment that is not ours any more: shown, and taken away only when a maintainer asks.
 *
 * @param app and {@code environment}: what its tags say
 * @param asked true once a maintainer asked that it be taken away
 * @param said why AWS refused that, or empty
 */
public record Orphan(
        Kind kind, Arn arn, String name, String app, String environment, Instant since, boolean asked, String said) {}
