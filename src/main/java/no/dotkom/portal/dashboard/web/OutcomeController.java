package no.dotkom.portal.dashboard.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Grant;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.identity.Caller;
import no.dotkom.portal.identity.Callers;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.ApiProblem;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** How a version ends, as a stream: what {@link StatusApiController} answers, told when it has come to that. */
@RestController
class OutcomeController {
    private final Apps apps;
    private final Dashboard dashboard;
    private final StatusAnswers answers;
    private final Callers callers;
    private final OutcomeStreams streams;
    private final JsonMapper json;

    OutcomeController(
            Apps apps,
            Dashboard dashboard,
            StatusAnswers answers,
            Callers callers,
            OutcomeStreams streams,
            JsonMapper json) {
        this.apps = apps;
        this.dashboard = dashboard;
        this.answers = answers;
        this.callers = callers;
        this.streams = streams;
        this.json = json;
    }

    @GetMapping(
            path = "/api/v1/apps/{app}/{environment}/versions/{number}",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void outcome(
            Caller caller,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String number,
            Words words,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var generation = Places.generation(number);
        var by = apps.grant(caller, Places.app(app), Places.slug(environment)).orElseThrow(Places.absent());
        if (apps.version(by.environment().ref(), generation).isEmpty()) {
            throw Places.absent().get();
        }
        var admitted = streams.admit(by.author().id());
        if (admitted.isEmpty()) {
            throw new ApiProblem(HttpStatus.TOO_MANY_REQUESTS, new FieldErrors().add("", Problem.of("STREAM-1")));
        }
        try (var stream = admitted.get()) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            streams.run(stream, number, told(caller, by, generation, words), response.getOutputStream());
        }
    }

    private OutcomeStream.Told told(Caller caller, Grant by, Generation generation, Words words) {
        return new OutcomeStream.Told(
                () -> running(by, generation),
                () -> still(caller, by),
                () -> version(by, generation, words),
                refusal(words));
    }

    private boolean running(Grant by, Generation generation) {
        return apps.version(by.environment().ref(), generation)
                .filter(version -> version.state() == VersionState.RUNNING)
                .isPresent();
    }

    private boolean still(Caller caller, Grant by) {
        var ref = by.environment().ref();
        return callers.still(caller)
                && apps.grant(caller, ref.name().app(), ref.name().slug())
                        .filter(now -> now.environment().ref().id().equals(ref.id()))
                        .isPresent();
    }

    private Optional<String> version(Grant by, Generation generation, Words words) {
        var name = by.environment().ref().name();
        return dashboard
                .rollout(by.author(), name.app(), name.slug(), generation)
                .map(rollout -> json.writeValueAsString(answers.version(rollout, words)));
    }

    private String refusal(Words words) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("status", HttpStatus.UNAUTHORIZED.value());
        problem.put("title", HttpStatus.UNAUTHORIZED.getReasonPhrase());
        problem.put("detail", words.message("ui.api.401"));
        return json.writeValueAsString(problem);
    }
}
