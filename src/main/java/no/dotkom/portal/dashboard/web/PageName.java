package no.dotkom.portal.dashboard.web;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;

/** Which page of the room a stream is of; its text comes back to us through the reader's browser, so it is checked. */
sealed interface PageName {
    Pattern ROLLOUT = Pattern.compile("rollout\\.([0-9a-f-]{36})\\.([1-9][0-9]{0,14})");
    Pattern OVERVIEW = Pattern.compile("overview\\.([0-9a-f-]{36})");
    Pattern DRIFT = Pattern.compile("drift\\.([0-9a-f-]{36})");
    Pattern LOGS = Pattern.compile("logs\\.([0-9a-f-]{36})");
    Pattern DEPLOYMENTS = Pattern.compile("deployments\\.([0-9a-f-]{36})");

    /** The list of applications. */
    record Applications() implements PageName {
        @Override
        public String text() {
            return "applications";
        }
    }

    record Overview(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "overview." + environment;
        }
    }

    record Rollout(EnvironmentId environment, Generation generation) implements PageName {
        @Override
        public String text() {
            return "rollout." + environment + "." + generation.number();
        }
    }

    /** The first page of the deployments of an environment. */
    record Deployments(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "deployments." + environment;
        }
    }

    /** What differs from what was asked. */
    record Drift(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "drift." + environment;
        }
    }

    /** The log; its lines have a stream of their own. */
    record Logs(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "logs." + environment;
        }
    }

    String text();

    static PageName overview(Situation of) {
        return new Overview(of.environment().ref().id());
    }

    static Optional<PageName> parse(String text) {
        if (text.equals("applications")) {
            return Optional.of(new Applications());
        }
        var rollout = ROLLOUT.matcher(text);
        if (rollout.matches()) {
            return id(rollout.group(1)).map(id -> new Rollout(id, new Generation(Long.parseLong(rollout.group(2)))));
        }
        var overview = OVERVIEW.matcher(text);
        if (overview.matches()) {
            return id(overview.group(1)).map(Overview::new);
        }
        var drift = DRIFT.matcher(text);
        if (drift.matches()) {
            return id(drift.group(1)).map(Drift::new);
        }
        var logs = LOGS.matcher(text);
        if (logs.matches()) {
            return id(logs.group(1)).map(Logs::new);
        }
        var deployments = DEPLOYMENTS.matcher(text);
        return deployments.matches() ? id(deployments.group(1)).map(Deployments::new) : Optional.empty();
    }

    static Optional<EnvironmentId> id(String text) {
        try {
            return Optional.of(new EnvironmentId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
