package no.dotkom.portal.ui;

import no.dotkom.portal.identity.Member;

/**
 * A room's live parts: a bean of it is asked whenever a topic that an open page follows has changed. It reads the state
 * as it is now, so calling it once too often changes nothing.
 */
public interface PageRegions {
    boolean handles(Topic topic);

    /** Asked when a page begins to follow, and every 30 s after: a page that may no longer see it is cut off. */
    boolean mayFollow(Topic topic, Member member);

    /**
     * Writes the regions that the page named {@code view} shows of {@code topic}, each by the fragment that the page
     * itself was made of.
     */
    void write(Topic topic, String view, Member member, RegionWriter to);
}
