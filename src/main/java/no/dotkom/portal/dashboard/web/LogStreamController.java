package no.dotkom.portal.dashboard.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import no.dotkom.portal.dashboard.logs.LogStreams;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** New lines of a log as they come. The request's own (virtual) thread writes them until it ends. */
@Controller
class LogStreamController {
    private final LogLoader loader;
    private final LogStreams streams;
    private final Clock clock;

    LogStreamController(LogLoader loader, LogStreams streams, Clock clock) {
        this.loader = loader;
        this.streams = streams;
        this.clock = clock;
    }

    @GetMapping("/apps/{app}/{environment}/logs/stream")
    void follow(
            Member member,
            SignIn signIn,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable String after,
            LogParameters parameters,
            Words words,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var found = loader.environment(member, app, environment);
        var from = after == null
                ? Cursor.at(clock.instant().minus(LogTail.OVERLAP))
                : Cursor.parse(after).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        var admitted = streams.admit(signIn, found, from, parameters.queryOrRefused(), words);
        if (admitted.isEmpty()) {
            response.setHeader("Retry-After", "30");
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        try (var stream = admitted.get()) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            streams.run(stream, found, response.getOutputStream());
        }
    }
}
