package no.dotkom.portal.apps.web;

import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.ui.FieldErrors;

/** What a form asks for, after the registry was asked about its image. */
sealed interface SpecProposal {
    /** Every answer can be read; @param objections of the registry to the image, none in most cases */
    record Readable(EnvironmentSpec spec, ImageAnswer image, FieldErrors objections) implements SpecProposal {}

    record Unreadable(FieldErrors errors) implements SpecProposal {}
}
