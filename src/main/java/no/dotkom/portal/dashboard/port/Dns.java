package no.dotkom.portal.dashboard.port;

import java.util.SortedSet;

/** The public DNS, as a visitor's machine asks it. */
public interface Dns {
    /** No server answered: nothing is known of the name. */
    class Silent extends RuntimeException {
        public Silent(String said) {
            super(said);
        }
    }

    /**
     * Addresses of a name, as text; none when there is no such name, or it has no address.
     *
     * @throws Silent when no server answered within seconds
     */
    SortedSet<String> addresses(String name);
}
