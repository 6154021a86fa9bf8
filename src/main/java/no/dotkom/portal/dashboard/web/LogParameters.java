package no.dotkom.portal.dashboard.web;

import java.util.List;
import java.util.Optional;
import no.dotkom.portal.dashboard.logs.LogQuery;
import org.jspecify.annotations.Nullable;

/**
 * What of a log is looked for, as its addresses say it.
 *
 * @param q text of the search field
 * @param level names of levels; {@code a,b} is two
 * @param task ids of tasks, or their beginnings
 */
record LogParameters(
        @Nullable String q,
        @Nullable List<String> level,
        @Nullable List<String> task) {
    /** @throws LogQuery.Unsearchable when it cannot be searched for */
    LogQuery query() {
        return LogQuery.of(text(), list(level), list(task));
    }

    String text() {
        return Optional.ofNullable(q).orElse("");
    }

    static List<String> list(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream().limit(50).filter(value -> !value.isBlank()).toList();
    }
}
