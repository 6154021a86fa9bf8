package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.DotEnv;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.ui.FieldErrors;
import org.jspecify.annotations.Nullable;

/** Reads answers into a spec. Each wrong one is told once, in the order of the questions; numbers left empty are ours. */
final class SpecReader {
    private static final String DIGITS = "[0-9]{1,6}";

    private final RegisterForm form;
    private final Platform platform;
    private final Architecture fitting;
    private final FieldErrors errors = new FieldErrors();

    SpecReader(RegisterForm form, Platform platform, Architecture fitting) {
        this.form = form;
        this.platform = platform;
        this.fitting = fitting;
    }

    SpecReading read() {
        var image = image();
        var ingress = ingress();
        var size = size();
        var count = count();
        var rollout = rollout();
        var architecture = architecture();
        var secrets = form.secrets();
        var variables = variables(secrets);
        var check = containerCheck();
        if (errors.any() || image == null || ingress == null || size == null || rollout == null) {
            return new SpecReading.Wrong(errors);
        }
        return new SpecReading.Spec(
                new EnvironmentSpec(image, ingress, size, count, rollout, architecture, variables, secrets, check));
    }

    /** Size and count alone; for facts. */
    record Sizing(Size size, int count) {}

    /** Null when one of the answers cannot be read. */
    @Nullable Sizing sizing() {
        var size = size();
        var count = count();
        return errors.any() || size == null ? null : new Sizing(size, count);
    }

    /** The image alone; null when the answer is none. */
    static @Nullable ImageRef image(RegisterForm form, Platform platform) {
        return ImageRef.parse(form.trimmed("image"), platform.defaultRegistry()).orElse(null);
    }

    private @Nullable ImageRef image() {
        var image = image(form, platform);
        if (image == null) {
            errors.add("image", form.trimmed("image").isEmpty() ? "apps.error.image.empty" : "apps.error.image");
        }
        return image;
    }

    private @Nullable Ingress ingress() {
        return switch (form.get("reach")) {
            case RegisterForm.NOBODY -> new Ingress.None();
            case RegisterForm.EVERYONE -> http(Reach.PUBLIC);
            case RegisterForm.PLATFORM -> http(Reach.PLATFORM);
            default -> {
                errors.add("reach", "apps.error.reach");
                yield null;
            }
        };
    }

    private @Nullable Ingress http(Reach reach) {
        var port = required("port", 1, 65_535, "apps.error.port");
        var hosts = hosts();
        var redirects = redirects(hosts);
        var health = health();
        return errors.any() || health == null ? null : new Ingress.Http(reach, hosts, port, health, redirects);
    }

    private List<HostName> hosts() {
        return switch (HostAnswer.read(form, platform)) {
            case HostAnswer.Hosts(var hosts) -> hosts;
            case HostAnswer.Wrong(var key, var value) -> {
                errors.add("domain", key, value);
                yield List.of();
            }
        };
    }

    private List<Redirect> redirects(List<HostName> served) {
        return switch (RedirectAnswer.read(form.get("redirects"), served)) {
            case RedirectAnswer.Redirects(var redirects) -> redirects;
            case RedirectAnswer.Wrong(var key, var values) -> {
                errors.add("redirects", key, values.toArray());
                yield List.of();
            }
        };
    }

    private @Nullable HealthCheck health() {
        var ours = HealthCheck.DEFAULT;
        var path = form.trimmed("healthPath");
        if (!path.startsWith("/")) {
            errors.add("healthPath", "apps.error.healthPath");
        } else if (!HealthCheck.isPath(path)) {
            errors.add("healthPath", "apps.error.healthPath.grammar");
        }
        var interval = number("interval", 5, 300, ours.intervalSeconds());
        var timeout = number("timeout", 2, 120, ours.timeoutSeconds());
        if (errors.of("interval") == null && timeout >= interval) {
            errors.add("timeout", "apps.error.timeout.long");
        }
        var healthy = number("healthyAfter", 2, 10, ours.healthyAfter());
        var unhealthy = number("unhealthyAfter", 2, 10, ours.unhealthyAfter());
        var codes = codes(ours.codes());
        return errors.any() ? null : new HealthCheck(path, codes, interval, timeout, healthy, unhealthy);
    }

    private String codes(String ours) {
        var codes = form.get("codes").replace(" ", "");
        if (codes.isEmpty()) {
            return ours;
        }
        if (!HealthCheck.isCodes(codes) || List.of(codes.split(",")).stream().anyMatch(SpecReader::backwards)) {
            errors.add("codes", "apps.error.codes");
        }
        return codes;
    }

    private static boolean backwards(String range) {
        var dash = range.indexOf('-');
        return dash > 0 && range.substring(0, dash).compareTo(range.substring(dash + 1)) > 0;
    }

    private @Nullable Size size() {
        var answer = form.get("size");
        if (!answer.equals(RegisterForm.CUSTOM)) {
            var preset = Size.preset(answer).orElse(null);
            if (preset == null) {
                errors.add("size", "apps.error.size");
            }
            return preset;
        }
        var cpu = required("cpu", 2, 10_240, "apps.error.cpu");
        var memory = required("memory", 6, 65_535, "apps.error.memory");
        var limit = required("limit", 7, 65_536, "apps.error.limit");
        if (limit < memory || (limit == memory && !form.keeps(RegisterForm.HARD_LIMIT))) {
            errors.add("limit", "apps.error.limit.low");
        }
        return errors.any() ? null : new Size(cpu, memory, limit);
    }

    private int count() {
        var usual = form.trimmed("environment").equals("production") ? 2 : 1;
        var answer = form.trimmed("count");
        return answer.isEmpty() ? usual : required("count", 1, EnvironmentSpec.MOST_TASKS, "apps.error.count");
    }

    private @Nullable RolloutSettings rollout() {
        var ours = RolloutSettings.DEFAULT;
        var grace = number("grace", 0, 600, ours.graceSeconds());
        var stop = number("stopTimeout", 2, 120, ours.stopTimeoutSeconds());
        var drain = number(
                "drain", form.keeps(RegisterForm.NO_DRAIN) ? 0 : RolloutSettings.LEAST_DRAIN, 300, ours.drainSeconds());
        return errors.any()
                ? null
                : new RolloutSettings(grace, stop, drain, form.get("shortStop").equals("true"));
    }

    private Architecture architecture() {
        var answer = form.get("architecture");
        var chosen = Architecture.of(answer);
        if (chosen.isEmpty() && !answer.isEmpty()) {
            errors.add("architecture", "apps.error.architecture");
        }
        return chosen.orElse(fitting);
    }

    private Variables variables(Secrets secrets) {
        return switch (DotEnv.read(form.get("variables"), form.kept())) {
            case DotEnv.Read(var variables) -> {
                secrets.names().stream()
                        .filter(variables.values()::containsKey)
                        .forEach(name -> errors.add("variables", Problem.of("VAR-2", Map.of("name", name))));
                var suspects = Suspect.among(variables, form);
                if (!suspects.isEmpty()) {
                    errors.add("variables", Suspect.problem(suspects));
                }
                yield variables;
            }
            case DotEnv.Wrong(var key, var values) -> {
                errors.add("variables", key, values.toArray());
                yield Variables.NONE;
            }
        };
    }

    private String containerCheck() {
        var check = form.trimmed("containerCheck");
        if (check.length() > 1024) {
            errors.add("containerCheck", "apps.error.containerCheck");
        } else if (check.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            errors.add("containerCheck", "apps.error.containerCheck.character");
        }
        return check;
    }

    /** One of our own numbers where nothing was answered. */
    private int number(String question, int least, int most, int ours) {
        return form.trimmed(question).isEmpty() ? ours : required(question, least, most, "apps.error." + question);
    }

    /** The least where the answer is wrong, so that what compares with it finds nothing further. */
    private int required(String question, int least, int most, String key) {
        var answer = form.trimmed(question);
        if (answer.matches(DIGITS)) {
            var number = Integer.parseInt(answer);
            if (number >= least && number <= most) {
                return number;
            }
        }
        errors.add(question, key, String.valueOf(least), String.valueOf(most));
        return least;
    }
}
