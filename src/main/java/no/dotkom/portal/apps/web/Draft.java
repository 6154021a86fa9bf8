package no.dotkom.portal.apps.web;

import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;

/** What the Register form came to. */
sealed interface Draft {
    /** It could be accepted now. */
    record Sound(Registration registration, ImageAnswer image) implements Draft {}

    record Faulty(Complaints complaints) implements Draft {}
}
