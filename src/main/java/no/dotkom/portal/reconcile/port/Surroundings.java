package no.dotkom.portal.reconcile.port;

import java.util.Collection;
import java.util.List;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.ResourceNames;

/** Everything on AWS that carries the portal's tag, whosever it is. */
public interface Surroundings {
    /** What a resource is; the order is that in which what is left of an environment is taken away. */
    enum Kind {
        SERVICE,
        RULE,
        CERTIFICATE,
        TARGET_GROUP,
        TASK_DEFINITION,
        LOG_GROUP,
        ROLE,
        PARAMETER
    }

    /** A resource with our tag. @param environment the id in its tag, as it stands there */
    record Tagged(Kind kind, Arn arn, String name, String app, String environment) {}

    /** AWS did not answer; the message is its own. */
    class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unanswered(String said, Throwable cause) {
            super(said, cause);
        }
    }

    /**
     * All of them, or an exception: never a part.
     *
     * @param known log groups and families of environments that exist, which need not be asked for their tags
     * @throws Unanswered when AWS does not tell all of it
     */
    List<Tagged> tagged(Collection<ResourceNames> known);
}
