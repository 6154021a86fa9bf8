package no.dotkom.portal.dashboard.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Grant;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.web.StatusAnswers.EnvironmentAnswer;
import no.dotkom.portal.dashboard.web.StatusAnswers.VersionAnswer;
import no.dotkom.portal.identity.Caller;
import no.dotkom.portal.identity.Callers;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.ui.Words;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** How the environments are that trust a caller, and how a version of one went. */
@RestController
@RequestMapping(path = "/api/v1/apps", produces = MediaType.APPLICATION_JSON_VALUE)
class StatusApiController {
    /** Load balancers end a request after 60 s of silence. */
    private static final int LONGEST_WAIT_SECONDS = 50;

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Whoever comes beside so many is answered at once, and asks again. */
    private static final int WAITING = 100;

    private final Apps apps;
    private final Dashboard dashboard;
    private final StatusAnswers answers;
    private final Callers callers;
    private final Clock clock;
    private final Semaphore waiting = new Semaphore(WAITING);
    private volatile boolean closing;

    StatusApiController(Apps apps, Dashboard dashboard, StatusAnswers answers, Callers callers, Clock clock) {
        this.apps = apps;
        this.dashboard = dashboard;
        this.answers = answers;
        this.callers = callers;
        this.clock = clock;
    }

    /** Whoever waits is answered, so that a portal that ends does not wait for them. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    /** Every environment that is open to it. */
    @GetMapping
    List<EnvironmentAnswer> environments(Caller caller, Words words) {
        return answers(apps.grants(caller), words);
    }

    @GetMapping("/{app}/{environment}")
    EnvironmentAnswer environment(
            Caller caller, @PathVariable String app, @PathVariable String environment, Words words) {
        return answers(List.of(grant(caller, app, environment)), words).getFirst();
    }

    private List<EnvironmentAnswer> answers(List<Grant> grants, Words words) {
        var environments = grants.stream().map(Grant::environment).toList();
        return dashboard.situations(environments).stream()
                .map(each -> answers.environment(each, words))
                .toList();
    }

    /** A page of versions, the newest first. @param below only those before that one */
    @GetMapping("/{app}/{environment}/versions")
    List<VersionAnswer> versions(
            Caller caller,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String below,
            Words words) {
        var from = below.isEmpty() ? Long.MAX_VALUE : Places.number(below);
        var by = grant(caller, app, environment);
        var name = by.environment().ref().name();
        var page = dashboard
                .deployments(by.author(), name.app(), name.slug(), from)
                .orElseThrow(Places.absent());
        return page.rows().stream()
                .map(row -> answers.version(page.now(), row, words))
                .toList();
    }

    /** One version. @param wait seconds to wait for its end, at most {@value #LONGEST_WAIT_SECONDS} */
    @GetMapping("/{app}/{environment}/versions/{number}")
    VersionAnswer version(
            Caller caller,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String number,
            @RequestParam(defaultValue = "0") String wait,
            Words words)
            throws InterruptedException {
        var generation = Places.generation(number);
        var by = grant(caller, app, environment);
        if (wait.matches("[1-9][0-9]{0,3}")) {
            await(by, generation, Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(wait))));
            // It may have waited long: whether it is open still is asked once more.
            by = grant(still(caller), app, environment);
        }
        var name = by.environment().ref().name();
        return dashboard
                .rollout(by.author(), name.app(), name.slug(), generation)
                .map(rollout -> answers.version(rollout, words))
                .orElseThrow(Places.absent());
    }

    private void await(Grant by, Generation generation, Duration longest) throws InterruptedException {
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            var end = clock.instant().plus(longest);
            while (!closing && running(by, generation) && clock.instant().isBefore(end)) {
                Thread.sleep(LOOK);
            }
        } finally {
            waiting.release();
        }
    }

    private boolean running(Grant by, Generation generation) {
        return apps.version(by.environment().ref(), generation)
                .filter(version -> version.state() == VersionState.RUNNING)
                .isPresent();
    }

    private Caller still(Caller caller) {
        if (!callers.still(caller)) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        return caller;
    }

    private Grant grant(Caller caller, String app, String environment) {
        return apps.grant(caller, Places.app(app), Places.slug(environment)).orElseThrow(Places.absent());
    }
}
