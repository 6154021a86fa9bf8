package no.dotkom.portal.dashboard.web;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import no.dotkom.portal.dashboard.ActivityView;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;

/** Which page of the room a stream is of; its text comes back to us through the reader's browser, so it is checked. */
sealed interface PageName {
    Pattern ROLLOUT = Pattern.compile("rollout\\.([0-9a-f-]{36})\\.([1-9][0-9]{0,14})");
    Pattern OVERVIEW = Pattern.compile("overview\\.([0-9a-f-]{36})");
    Pattern DRIFT = Pattern.compile("drift\\.([0-9a-f-]{36})");
    Pattern TASKS = Pattern.compile("tasks\\.([0-9a-f-]{36})");
    Pattern TASK = Pattern.compile("task\\.([0-9a-f-]{36})\\.(" + Places.TASK + ")");
    Pattern ACTIVITY =
            Pattern.compile("activity\\.([0-9a-f-]{36})\\.(all|one)\\.(members|others|both)\\.([0-9]{1,15})");
    Pattern LOGS = Pattern.compile("logs\\.([0-9a-f-]{36})");
    Pattern METRICS = Pattern.compile("metrics\\.([0-9a-f-]{36})");
    Pattern DOMAINS = Pattern.compile("domains\\.([0-9a-f-]{36})");
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

    /** The first page of the tasks of an environment. */
    record Tasks(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "tasks." + environment;
        }
    }

    record Task(EnvironmentId environment, String id) implements PageName {
        @Override
        public String text() {
            return "task." + environment + "." + id;
        }
    }

    /** Who did what. @param newest the deed that stands first on it */
    record Activity(EnvironmentId environment, ActivityView.Choice choice, long newest) implements PageName {
        static Activity of(Situation now, ActivityView.Choice choice, long newest) {
            return new Activity(now.environment().ref().id(), choice, newest);
        }

        @Override
        public String text() {
            var by = choice.by().isEmpty() ? "both" : choice.by();
            return "activity." + environment + (choice.all() ? ".all." : ".one.") + by + "." + newest;
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

    /** Where its domains lead, which the page asks for itself. */
    record Domains(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "domains." + environment;
        }
    }

    /** What CloudWatch measured, which the page asks for itself. */
    record Metrics(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "metrics." + environment;
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
        var tasks = TASKS.matcher(text);
        if (tasks.matches()) {
            return id(tasks.group(1)).map(Tasks::new);
        }
        var task = TASK.matcher(text);
        if (task.matches()) {
            return id(task.group(1)).map(id -> new Task(id, task.group(2)));
        }
        var activity = ACTIVITY.matcher(text);
        if (activity.matches()) {
            var by = activity.group(3).equals("both") ? "" : activity.group(3);
            var choice = new ActivityView.Choice(activity.group(2).equals("all"), by);
            return id(activity.group(1)).map(id -> new Activity(id, choice, Long.parseLong(activity.group(4))));
        }
        var logs = LOGS.matcher(text);
        if (logs.matches()) {
            return id(logs.group(1)).map(Logs::new);
        }
        var domains = DOMAINS.matcher(text);
        if (domains.matches()) {
            return id(domains.group(1)).map(Domains::new);
        }
        var metrics = METRICS.matcher(text);
        if (metrics.matches()) {
            return id(metrics.group(1)).map(Metrics::new);
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
