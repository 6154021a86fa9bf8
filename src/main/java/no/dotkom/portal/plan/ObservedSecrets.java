package no.dotkom.portal.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import no.dotkom.portal.model.Problem;

/** What AWS answered about the secrets of one environment. */
public sealed interface ObservedSecrets {
    /** @param parameters names of those that it put into Parameter Store and that are there */
    record Seen(Observation<ExecutionRole> role, SortedSet<String> parameters) implements ObservedSecrets {
        /** Of an environment that never had a secret: nothing is asked about it. */
        public static final Seen NOTHING = new Seen(new Observation.Absent<>(), new TreeSet<>());

        public Seen {
            parameters = Collections.unmodifiableSortedSet(new TreeSet<>(parameters));
        }
    }

    /** AWS did not say: never acted on. */
    record Unreadable(Problem why) implements ObservedSecrets {}
}
