package no.dotkom.portal.dashboard.secrets;

import java.time.Instant;
import java.util.Comparator;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Obstacle;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.watch.TaskPicture;
import no.dotkom.portal.watch.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes the secrets page. */
@Service
public class SecretPages {
    private static final int RUNNING = 200;

    private final SecretKeeper keeper;
    private final Watch watch;

    SecretPages(SecretKeeper keeper, Watch watch) {
        this.keeper = keeper;
        this.watch = watch;
    }

    public SecretsView page(Member member, Situation now) {
        var environment = now.environment();
        var since = since(environment);
        var rows = keeper.of(environment.ref()).stream()
                .map(each -> new SecretsView.Row(
                        each.name(),
                        each.version(),
                        each.changedBy(),
                        each.changedAt(),
                        SecretState.of(each, environment, since)))
                .toList();
        return new SecretsView(now, rows, Obstacle.of(member, environment).orElse(null), closed(environment));
    }

    /**
     * When the oldest running task of what serves was made: it may have read its secrets from then on, though it runs only
     * once its image is there.
     */
    private @Nullable Instant since(EnvironmentDetails environment) {
        var serving = environment.serving().orElse(null);
        return serving == null
                ? null
                : watch.tasks(environment.ref().id(), RUNNING).stream()
                        .filter(TaskPicture::running)
                        .filter(task -> task.generation()
                                == serving.containerGeneration().number())
                        .map(TaskPicture::createdAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    private @Nullable Problem closed(EnvironmentDetails environment) {
        if (!keeper.offered()) {
            return Problem.of("SECRET-3");
        }
        return environment.latest().asFound().executionRole().isEmpty() ? null : Problem.of("SECRET-4");
    }
}
