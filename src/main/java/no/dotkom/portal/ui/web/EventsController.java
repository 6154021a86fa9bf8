package no.dotkom.portal.ui.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.ui.Preferences;
import no.dotkom.portal.ui.Topic;
import no.dotkom.portal.ui.stream.Follower;
import no.dotkom.portal.ui.stream.PageStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The one stream of a page. The request's own (virtual) thread writes it until it ends. */
@Controller
class EventsController {
    /** More topics than any page follows. */
    private static final int MOST_TOPICS = 20;

    private final PageStream streams;

    EventsController(PageStream streams) {
        this.streams = streams;
    }

    @GetMapping("/events")
    void events(
            @RequestParam("topic") List<String> names,
            @RequestParam String view,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            Member member,
            SignIn signIn,
            Locale locale,
            Preferences preferences,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var topics = names.stream()
                .limit(MOST_TOPICS)
                .map(Topic::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (topics.isEmpty() || !streams.mayFollow(member, topics)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var follower = new Follower(signIn, topics, view, last == null ? after : last, locale, preferences);
        var admitted = streams.admit(follower);
        if (admitted.isEmpty()) {
            response.setHeader("Retry-After", "30");
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        try (var stream = admitted.get()) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            streams.run(stream, response.getOutputStream());
        }
    }
}
