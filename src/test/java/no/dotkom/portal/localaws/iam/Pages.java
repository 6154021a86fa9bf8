package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Objects;
import no.dotkom.portal.localaws.world.Constraint;
import no.dotkom.portal.localaws.world.Page;
import org.jspecify.annotations.Nullable;

/** Lists of IAM: 100 items unasked, 1,000 at most. */
final class Pages {
    private static final int UNASKED = 100;
    private static final int MOST = 1_000;

    private Pages() {}

    static <T> Page<T> of(List<T> all, @Nullable String marker, @Nullable Integer maxItems) {
        int size = Objects.requireNonNullElse(maxItems, UNASKED);
        if (size > MOST) {
            throw Refusal.validation(Constraint.atMost("maxItems", size, MOST));
        }
        if (size < 1) {
            throw Refusal.validation(Constraint.atLeast("maxItems", size, 1));
        }
        return Page.of(all, marker, size, MOST, () -> Refusal.validation("Invalid Marker."));
    }
}
