package no.dotkom.portal.apps;

import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.CurrentApplication;

/**
 * What the rail shows while a page is about one application: its health and its places. Answered by a room that knows
 * more than this one; until there is one, the rail shows none.
 */
public interface AppPlaces {
    /** @param path of the page at hand, one of the application's */
    CurrentApplication of(Member member, EnvironmentRef environment, String path);
}
