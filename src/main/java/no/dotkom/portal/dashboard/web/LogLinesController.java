package no.dotkom.portal.dashboard.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.dashboard.logs.LogFrames;
import no.dotkom.portal.dashboard.logs.LogPages;
import no.dotkom.portal.dashboard.logs.LogPlace;
import no.dotkom.portal.dashboard.logs.LogQuery;
import no.dotkom.portal.dashboard.logs.LogSlice;
import no.dotkom.portal.dashboard.logs.Logs;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Lines for a page that is open: older ones, those of a gap, what a search finds. */
@Controller
class LogLinesController {
    private final LogLoader loader;
    private final Logs logs;
    private final LogPages pages;
    private final Clock clock;

    LogLinesController(LogLoader loader, Logs logs, LogPages pages, Clock clock) {
        this.loader = loader;
        this.logs = logs;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/apps/{app}/{environment}/logs/lines")
    ResponseEntity<Map<String, Object>> lines(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            LogParameters parameters,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before,
            Words words) {
        var found = loader.environment(member, app, environment);
        var query = parameters.query();
        var from = cursor(after);
        var to = cursor(before);
        var now = clock.instant();
        LogSlice slice;
        if (from.isPresent() && to.isPresent()) {
            slice = logs.forwards(found, new LogTail.Range(from.get(), to.get()), query);
        } else {
            var place = from.<LogPlace>map(LogPlace.After::new)
                    .or(() -> to.map(LogPlace.Before::new))
                    .orElseGet(LogPlace.Newest::new);
            slice = logs.look(found, place, query, parameters.back());
        }
        var signs = pages.signs(found, slice, false);
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(Map.of(
                        "lines", LogFrames.json(slice.lines()),
                        "signs",
                                signs.stream()
                                        .map(sign -> LogFrames.json(sign, words))
                                        .toList(),
                        "reached", slice.reached().text(),
                        "reachedAt", slice.reached().at(),
                        "complete", slice.complete(),
                        "position", slice.position(now).text()));
    }

    private static Optional<Cursor> cursor(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Cursor::parse);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unsearchable(LogQuery.Unsearchable why, Words words) {
        return ResponseEntity.unprocessableContent().body(Map.of("error", words.message(why.key())));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(LogTail.Unreadable why, Words words) {
        return ResponseEntity.status(502)
                .body(Map.of(
                        "error",
                        words.message("dashboard.logs.silent"),
                        "said",
                        List.of(String.valueOf(why.getMessage()))));
    }
}
