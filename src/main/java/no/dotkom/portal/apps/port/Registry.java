package no.dotkom.portal.apps.port;

import no.dotkom.portal.model.ImageRef;

/** A kind of registry that is asked in its own way. */
public interface Registry extends LookUps {
    /** True when {@code image} is in one of this kind. */
    boolean keeps(ImageRef image);
}
