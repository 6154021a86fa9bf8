package no.dotkom.portal.plan;

import java.time.Instant;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Problem;

/** Why something cannot be done yet. */
public sealed interface Wait {
    /** Its input does not exist yet; the next pass sees it. */
    record OnEarlierStep(String what) implements Wait {}

    /** The tag must be resolved to a digest first. */
    record OnImage(ImageRef image) implements Wait {}

    /** A stranger sits on this rule priority: another must be allocated. */
    record OnPriority(int priority) implements Wait {}

    /** A deployment is under way. */
    record OnRollout(Instant since) implements Wait {}

    /** A deleted service has not let go of its name, or its tasks are still draining. */
    record OnDraining() implements Wait {}

    /** The owner of a domain must make a record, or ACM must see it. The rest of the version goes on meanwhile. */
    record OnDomain(HostName host, Problem what) implements Wait {}

    /** AWS did not say. */
    record OnUnreadable(Problem why) implements Wait {}

    /** A maintainer of the platform must act. */
    record OnOperator(Problem what) implements Wait {}

    /** The member must act: nothing more is done for this version. */
    record OnMember(Problem what) implements Wait {}
}
