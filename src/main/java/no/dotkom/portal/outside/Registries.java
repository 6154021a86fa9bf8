package no.dotkom.portal.outside;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.apps.port.Registry;
import no.dotkom.portal.model.ImageRef;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Asks whichever registry an image is in. */
@Component
@Primary
class Registries implements LookUps {
    private final List<Registry> kinds;
    private final OpenRegistry open;
    /** A list takes ECR three calls, and many may look at once; a tag that was just pushed is there five seconds later. */
    private final Cache<Listed, List<Tagged>> lists = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(5))
            .maximumSize(500)
            .build();

    private record Listed(String registry, String repository, int most) {}

    /** @param kinds with their own ways to be asked; {@code open} takes what none of them keeps */
    Registries(List<Registry> kinds, OpenRegistry open) {
        this.kinds = kinds;
        this.open = open;
    }

    private LookUps of(ImageRef image) {
        return kinds.stream()
                .filter(each -> each.keeps(image))
                .map(LookUps.class::cast)
                .findFirst()
                .orElse(open);
    }

    @Override
    public ImageAnswer image(ImageRef image) {
        return of(image).image(image);
    }

    /** Those who look within a few seconds of each other share one answer. */
    @Override
    public List<Tagged> newest(ImageRef image, int most) {
        var listed = new Listed(image.registry(), image.repository(), most);
        var tags = lists.get(listed, _ -> of(image).newest(image, most));
        if (tags.isEmpty()) {
            // Nobody answered, perhaps: the next one asks again.
            lists.invalidate(listed);
        }
        return tags;
    }
}
