package no.dotkom.portal.apps.port;

import no.dotkom.portal.model.ImageRef;

/** One kind of registry. */
public interface Registry extends LookUps {
    /** True when {@code image} is in one of this kind. */
    boolean keeps(ImageRef image);
}
