package no.dotkom.portal.dashboard.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.dashboard.DeploymentView;
import no.dotkom.portal.dashboard.Failure;
import no.dotkom.portal.dashboard.RolloutView;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.PublicAddress;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What pages show, as the API tells it: the members that {@code openapi.json} describes. */
@Component
class StatusAnswers {
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

    /**
     * A version.
     *
     * @param state running, live, failed or superseded
     * @param digest null until its tag was looked up
     * @param say who is served now; null in a list
     */
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
            @Nullable String say,
            @Nullable DiagnosisAnswer diagnosis,
            String url,
            String page) {}

    private final PublicAddress address;

    StatusAnswers(PublicAddress address) {
        this.address = address;
    }

    EnvironmentAnswer environment(Situation now, Words words) {
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

    /** In a list: the cause by what its tasks tell. */
    VersionAnswer version(Situation now, DeploymentView row, Words words) {
        return version(now, row.version(), null, diagnosis(row, words));
    }

    /** By itself: with all that its page shows. */
    VersionAnswer version(RolloutView rollout, Words words) {
        return version(rollout.now(), rollout.version(), rollout.say().in(words), diagnosis(rollout.failure(), words));
    }

    private VersionAnswer version(
            Situation now, Version version, @Nullable String say, @Nullable DiagnosisAnswer diagnosis) {
        var path = now.path() + "/versions/" + version.generation().number();
        return new VersionAnswer(
                version.generation().number(),
                word(version.state()),
                version.spec().image().reference(),
                version.image().digest(),
                version.authorName(),
                version.reason(),
                version.source(),
                version.createdAt(),
                version.finishedAt(),
                say,
                diagnosis,
                address.of("/api/v1" + path),
                address.of(path));
    }

    private static @Nullable DiagnosisAnswer diagnosis(DeploymentView row, Words words) {
        var problem = row.version().problem();
        return problem == null || row.version().state() != VersionState.FAILED
                ? null
                : new DiagnosisAnswer(
                        problem.code(),
                        Objects.requireNonNull(row.note()).in(words),
                        words.action(problem),
                        problem.said());
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
