package no.dotkom.portal.ui;

import java.util.Map;

/** Takes what a page's live parts look like now. */
public interface RegionWriter {
    /**
     * Replaces the element with this id by a fragment, keeping focus, typed text and open details.
     *
     * @param fragment as in {@code th:replace}: {@code dashboard/_status :: status}; its outermost element has the id.
     *     It sees the model, {@code #words} and {@code #assets}, but not {@code page}.
     */
    void region(String elementId, String fragment, Map<String, ?> model);

    /** An event of the document, after the regions. */
    void event(String name, String detail);
}
