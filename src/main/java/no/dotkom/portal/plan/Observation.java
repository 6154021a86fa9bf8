package no.dotkom.portal.plan;

import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Problem;

/**
 * What AWS answered about one resource. Not seeing is not absence: only {@link Absent} may be created, only
 * {@link Present} may be changed or deleted.
 *
 * @param <R> the resource's record, the same as desired
 */
public sealed interface Observation<R> {
    /** AWS says there is none. */
    record Absent<R>() implements Observation<R> {}

    /** Ours by tag, translated into the record that is also desired. */
    record Present<R>(Arn arn, R actual) implements Observation<R> {}

    /** One of our name without our tag: never touched. */
    record Foreign<R>(Arn arn) implements Observation<R> {}

    /** AWS did not say: never acted on. */
    record Unreadable<R>(Problem why) implements Observation<R> {}
}
