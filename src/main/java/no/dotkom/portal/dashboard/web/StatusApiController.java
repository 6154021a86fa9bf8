package no.dotkom.portal.dashboard.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Trusted;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Failure;
import no.dotkom.portal.dashboard.RolloutView;
import no.dotkom.portal.dashboard.Sentence;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.PublicAddress;
import no.dotkom.portal.identity.Workflow;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.ui.ApiProblem;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the environments are that trust a workflow, and how a version of one went. */
@RestController
@RequestMapping(path = "/api/v1/apps", produces = MediaType.APPLICATION_JSON_VALUE)
class StatusApiController {
    /** Load balancers end a request after 60 s of silence. */
    private static final int LONGEST_WAIT_SECONDS = 50;

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Whoever comes beside so many is answered at once, and asks again. */
    private static final int WAITING = 100;

    /** @param host the first of it, null for a worker. @param serving the version that visitors get, null for none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnvironmentAnswer(
            String app,
            String environment,
            String team,
            String health,
            String say,
            @Nullable String host,
            long version,
            @Nullable Long serving,
            String url,
            String page) {}

    /** @param action what to do about it. @param said by AWS, where it said anything */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DiagnosisAnswer(String code, String sentence, String action, String said) {}

    /** @param state running, live, failed or superseded. @param digest null until its tag was looked up */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionAnswer(
            long version,
            String state,
            String image,
            @Nullable String digest,
            String author,
            String reason,
            String source,
            Instant createdAt,
            @Nullable Instant finishedAt,
            String say,
            @Nullable DiagnosisAnswer diagnosis,
            String url,
            String page) {}

    private final Apps apps;
    private final Dashboard dashboard;
    private final PublicAddress address;
    private final Clock clock;
    private final Semaphore waiting = new Semaphore(WAITING);
    private volatile boolean closing;

    StatusApiController(Apps apps, Dashboard dashboard, PublicAddress address, Clock clock) {
        this.apps = apps;
        this.dashboard = dashboard;
        this.address = address;
        this.clock = clock;
    }

    /** Whoever waits is answered, so that a portal that ends does not wait for them. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    /** Every environment that trusts the workflow. */
    @GetMapping
    List<EnvironmentAnswer> environments(Workflow workflow, Words words) {
        return apps.trusting(workflow).stream()
                .flatMap(each -> situation(each).stream())
                .map(each -> environment(each, words))
                .toList();
    }

    @GetMapping("/{app}/{environment}")
    EnvironmentAnswer environment(
            Workflow workflow, @PathVariable String app, @PathVariable String environment, Words words) {
        return situation(trusting(workflow, app, environment)).stream()
                .findFirst()
                .map(each -> environment(each, words))
                .orElseThrow(ApiProblem::absent);
    }

    /** The newest versions, the newest first. @param below only those before that one */
    @GetMapping("/{app}/{environment}/versions")
    List<VersionAnswer> versions(
            Workflow workflow,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String below,
            Words words) {
        var by = trusting(workflow, app, environment);
        var from = below.isEmpty() ? Long.MAX_VALUE : generation(below).number();
        return apps.versions(by.environment().ref(), from).stream()
                .map(version -> rollout(by, version.generation()))
                .map(rollout -> version(rollout, words))
                .toList();
    }

    /** One version. @param wait seconds to wait for its end, at most {@value #LONGEST_WAIT_SECONDS} */
    @GetMapping("/{app}/{environment}/versions/{number}")
    VersionAnswer version(
            Workflow workflow,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String number,
            @RequestParam(defaultValue = "0") String wait,
            Words words)
            throws InterruptedException {
        var by = trusting(workflow, app, environment);
        var generation = generation(number);
        if (wait.matches("[1-9][0-9]{0,3}")) {
            await(by, generation, Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(wait))));
        }
        // Whether it is trusted still is asked once more: it may have waited long.
        return version(rollout(trusting(workflow, app, environment), generation), words);
    }

    private void await(Trusted by, Generation generation, Duration longest) throws InterruptedException {
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

    private boolean running(Trusted by, Generation generation) {
        return apps.version(by.environment().ref(), generation)
                .filter(version -> version.state() == VersionState.RUNNING)
                .isPresent();
    }

    private Trusted trusting(Workflow workflow, String app, String environment) {
        if (!AppName.isValid(app) || !EnvironmentSlug.isValid(environment)) {
            throw ApiProblem.absent();
        }
        return apps.trusting(workflow, new AppName(app), new EnvironmentSlug(environment))
                .orElseThrow(ApiProblem::absent);
    }

    private static Generation generation(String number) {
        if (!number.matches("[1-9][0-9]{0,9}")) {
            throw ApiProblem.absent();
        }
        return new Generation(Long.parseLong(number));
    }

    private List<Situation> situation(Trusted by) {
        var ref = by.environment().ref();
        return dashboard.application(by.author(), ref.name().app()).stream()
                .filter(each -> each.environment().ref().id().equals(ref.id()))
                .toList();
    }

    private RolloutView rollout(Trusted by, Generation generation) {
        var name = by.environment().ref().name();
        return dashboard
                .rollout(by.author(), name.app(), name.slug(), generation)
                .orElseThrow(ApiProblem::absent);
    }

    private EnvironmentAnswer environment(Situation now, Words words) {
        var serving =
                now.serving().map(Version::generation).map(Generation::number).orElse(null);
        return new EnvironmentAnswer(
                now.app(),
                now.slug(),
                now.environment().ref().team().value(),
                word(now.health()),
                words.health(word(now.health())),
                now.host().map(Object::toString).orElse(null),
                now.environment().generation().number(),
                serving,
                address.of("/api/v1" + now.path()),
                address.of(now.path()));
    }

    private VersionAnswer version(RolloutView rollout, Words words) {
        var version = rollout.version();
        var path = rollout.now().path() + "/versions/" + rollout.number();
        return new VersionAnswer(
                rollout.number(),
                word(version.state()),
                version.spec().image().reference(),
                version.image().digest(),
                version.authorName(),
                version.reason(),
                version.source(),
                version.createdAt(),
                version.finishedAt(),
                Sentence.in(words, List.of(rollout.say())),
                diagnosis(rollout.failure(), words),
                address.of("/api/v1" + path),
                address.of(path));
    }

    private static @Nullable DiagnosisAnswer diagnosis(@Nullable Failure failure, Words words) {
        return failure == null
                ? null
                : new DiagnosisAnswer(
                        failure.cause().code(),
                        failure.say().in(words),
                        words.action(failure.problem()),
                        failure.said());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
