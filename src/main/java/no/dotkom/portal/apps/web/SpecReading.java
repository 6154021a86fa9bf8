package no.dotkom.portal.apps.web;

import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.ui.FieldErrors;

/** What the answers of a form came to. */
sealed interface SpecReading {
    record Spec(EnvironmentSpec spec) implements SpecReading {}

    record Wrong(FieldErrors errors) implements SpecReading {}
}
