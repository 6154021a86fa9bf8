package no.dotkom.portal.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * One hop of the way that a request takes.
 *
 * @param name message key
 * @param state of the dot
 * @param what the thing itself
 * @param more about it; on a broken hop the reason
 * @param href where it can be opened, or null
 */
public record Hop(
        String name,
        String state,
        Sentence what,
        @Nullable Sentence more,
        @Nullable String href) {
    public boolean broken() {
        return state.equals("unhealthy") || state.equals("failed");
    }
}
