package no.dotkom.portal.apps.port;

import java.util.List;
import java.util.Optional;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.ResourceNames;

/** Services on the platform's cluster that are not ours. Throws {@link Unanswered} when AWS does not say. */
public interface Strangers {
    /** AWS did not answer; the message is its own. */
    class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unanswered(String said, Throwable cause) {
            super(said, cause);
        }
    }

    /** One of them. */
    sealed interface Stranger {
        String service();

        /** Whose it seems to be, by its tags: {@code terraform}, or empty. */
        String madeBy();
    }

    /**
     * One that the portal has words for: it could be adopted without a change.
     *
     * @param paused no task is wanted
     * @param revision that it runs
     * @param priorities of the rules that lead to it, ascending
     * @param resources that get the ownership tags: service, target group, rules, log group
     */
    record Adoptable(
            ResourceNames names,
            String madeBy,
            String gateway,
            EnvironmentSpec spec,
            boolean paused,
            AsFound asFound,
            Arn revision,
            List<Integer> priorities,
            List<Arn> resources)
            implements Stranger {
        public Adoptable {
            priorities = List.copyOf(priorities);
            resources = List.copyOf(resources);
        }

        @Override
        public String service() {
            return names.service();
        }
    }

    /** One that would lose something. @param reasons what, in AWS's names */
    record Unfit(String service, String madeBy, List<String> reasons) implements Stranger {
        public Unfit {
            reasons = List.copyOf(reasons);
        }
    }

    /** By name. */
    List<Stranger> all();

    /** As it is now; empty when there is none of that name that is not ours. */
    Optional<Stranger> find(String service);
}
