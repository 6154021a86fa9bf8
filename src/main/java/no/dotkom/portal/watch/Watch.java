package no.dotkom.portal.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door of the room: the last picture of what runs, from the database; no call here reaches AWS. */
@Service
public class Watch {
    private final PictureRepository pictures;

    Watch(PictureRepository pictures) {
        this.pictures = pictures;
    }

    /** Running tasks, then those stopped in the last 30 days, each newest first: a crash loop hides none that runs. */
    public List<TaskPicture> tasks(EnvironmentId environment, int most) {
        return pictures.tasks(environment, most);
    }

    /** Stopped tasks of the last 30 days, the last first. @param below only those created before that task, or null */
    public List<TaskPicture> stopped(EnvironmentId environment, @Nullable String below, int most) {
        return pictures.stopped(environment, below, most);
    }

    /** Tasks of all environments that died since then, the last first. */
    public List<TaskPicture> died(Instant since, int most) {
        return pictures.died(since, most);
    }

    /** Those of some environments, the newest first; one statement for all. */
    public Map<EnvironmentId, List<TaskPicture>> died(Collection<EnvironmentId> environments, int most) {
        return pictures.died(environments, most);
    }

    public Optional<TaskPicture> task(EnvironmentId environment, String id) {
        return pictures.task(environment, id);
    }

    public Optional<ServicePicture> service(EnvironmentId environment) {
        return Optional.ofNullable(services(List.of(environment)).get(environment));
    }

    /** One statement for a whole list of environments. */
    public Map<EnvironmentId, ServicePicture> services(Collection<EnvironmentId> environments) {
        return pictures.services(environments);
    }

    /** Service events since {@code since}, oldest first. */
    public List<EventPicture> events(EnvironmentId environment, Instant since) {
        return pictures.events(environment, since);
    }

    public List<NodePicture> nodes() {
        return pictures.nodes();
    }

    /** When ECS last answered the poller; empty before the first time. */
    public Optional<Instant> lastRead() {
        return pictures.lastRead("ecs");
    }
}
