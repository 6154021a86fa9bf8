package no.dotkom.portal.outside;

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

    @Override
    public List<Tagged> newest(ImageRef image, int most) {
        return of(image).newest(image, most);
    }
}
