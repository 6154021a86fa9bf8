package no.dotkom.portal.apps.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param uses the action of this repository, as a workflow names it: {@code owner/name/path@ref} */
@ConfigurationProperties("portal.action")
record ActionProperties(
        @DefaultValue("dotkom/container-service/.github/actions/deploy@main")
        String uses) {}
