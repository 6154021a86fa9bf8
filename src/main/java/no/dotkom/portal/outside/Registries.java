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
    private final List<Registry> special;
    private final OpenRegistry open;

    /** @param all of every kind; {@code open} is asked for what no other keeps */
    Registries(List<Registry> all, OpenRegistry open) {
        this.special = all.stream().filter(each -> each != open).toList();
        this.open = open;
    }

    private LookUps of(ImageRef image) {
        return special.stream().filter(each -> each.keeps(image)).findFirst().orElse(open);
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
