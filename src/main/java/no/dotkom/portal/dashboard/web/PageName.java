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
    /** About an environment and nothing more. */
    Pattern OF_ENVIRONMENT = Pattern.compile("([a-z]+)\\.([0-9a-f-]{36})");

    Pattern ROLLOUT = Pattern.compile("rollout\\.([0-9a-f-]{36})\\.([1-9][0-9]{0,14})");
    Pattern TASK = Pattern.compile("task\\.([0-9a-f-]{36})\\.(" + Places.TASK + ")");
    Pattern ACTIVITY =
            Pattern.compile("activity\\.([0-9a-f-]{36})\\.(all|one)\\.(members|others|both)\\.([0-9]{1,15})");

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

    /** What secrets there are, and what of them its tasks have. */
    record Secrets(EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return "secrets." + environment;
        }
    }

    /** Of these the stream tells the tabs alone: logs, metrics, domains ask for the rest themselves. */
    record TabsOnly(String place, EnvironmentId environment) implements PageName {
        @Override
        public String text() {
            return place + "." + environment;
        }

        static TabsOnly of(String place, Situation of) {
            return new TabsOnly(place, of.environment().ref().id());
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
        var simple = OF_ENVIRONMENT.matcher(text);
        if (simple.matches()) {
            return id(simple.group(2)).flatMap(id -> ofEnvironment(simple.group(1), id));
        }
        var rollout = ROLLOUT.matcher(text);
        if (rollout.matches()) {
            return id(rollout.group(1)).map(id -> new Rollout(id, new Generation(Long.parseLong(rollout.group(2)))));
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
        return Optional.empty();
    }

    private static Optional<PageName> ofEnvironment(String word, EnvironmentId id) {
        return switch (word) {
            case "overview" -> Optional.of(new Overview(id));
            case "drift" -> Optional.of(new Drift(id));
            case "secrets" -> Optional.of(new Secrets(id));
            case "tasks" -> Optional.of(new Tasks(id));
            case "deployments" -> Optional.of(new Deployments(id));
            case "logs", "metrics", "domains" -> Optional.of(new TabsOnly(word, id));
            default -> Optional.empty();
        };
    }

    static Optional<EnvironmentId> id(String text) {
        try {
            return Optional.of(new EnvironmentId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
