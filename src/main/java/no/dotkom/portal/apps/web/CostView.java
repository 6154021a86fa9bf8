package no.dotkom.portal.apps.web;

import no.dotkom.portal.apps.Room;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;

/** What tasks reserve, and their share of a node's price. @param tasks "2 tasks, small" */
record CostView(String tasks, String kroner, String share) {
    /** Null while no node is known, for then there is nothing to be a share of. */
    static @Nullable CostView of(Room room, Size size, int count, Words words) {
        var name = size.presetName().orElse(words.message("apps.size.custom"));
        return room.share(size, count)
                .map(share -> new CostView(
                        words.message("apps.cost.tasks", count, name),
                        words.message("apps.value.kroner", share.kroner()),
                        words.message("apps.cost.share", share.percent())))
                .orElse(null);
    }
}
