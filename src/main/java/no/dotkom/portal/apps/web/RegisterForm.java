package no.dotkom.portal.apps.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import no.dotkom.portal.apps.DotEnv;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The answers at Register and in Settings, as they were typed. Only the questions named here exist: whatever else a
 * request carries is not read. {@link #toSpec} makes values of them.
 */
record RegisterForm(SortedMap<String, String> answers) {
    static final String EVERYONE = "everyone";
    static final String PLATFORM = "platform";
    static final String NOBODY = "nobody";
    static final String CUSTOM = "custom";

    /** In the order of the page: errors are told in it. Those from redirects on are behind Advanced. */
    static final List<String> QUESTIONS = List.of(
            "name",
            "environment",
            "team",
            "image",
            "port",
            "reach",
            "domain",
            "healthPath",
            "size",
            "cpu",
            "memory",
            "limit",
            "count",
            "redirects",
            "grace",
            "interval",
            "timeout",
            "healthyAfter",
            "unhealthyAfter",
            "codes",
            "stopTimeout",
            "drain",
            "shortStop",
            "architecture",
            "variables",
            "containerCheck");

    static final List<String> ADVANCED = QUESTIONS.subList(QUESTIONS.indexOf("redirects"), QUESTIONS.size());

    /** True when a further environment of an existing application is asked for; not a question. */
    static final String ADDING = "adding";

    /**
     * What an adopted environment has though nobody may ask for it, with commas between: reserved variables, and the two
     * below. Never read from a request.
     */
    static final String KEEPS = "keeps";

    /** All the memory that it may have is reserved. No variable has such a name. */
    static final String HARD_LIMIT = "=limit";

    /** Requests under way are cut. */
    static final String NO_DRAIN = "=drain";

    /** Names of variables that look like secrets and are none, with commas between; of this one form, not a question. */
    static final String NO_SECRET = "noSecret";

    /** The variables of the newest version, which were accepted as they are. Never read from a request. */
    static final String ACCEPTED = "accepted";

    /** Names of the environment's secrets, with commas between. Never read from a request. */
    static final String SECRETS = "secrets";

    RegisterForm {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    /** @param sent gives what was sent under a name, or null */
    static RegisterForm read(Function<String, @Nullable String> sent) {
        var answers = new TreeMap<String, String>();
        for (var question : QUESTIONS) {
            answers.put(question, Objects.requireNonNullElse(sent.apply(question), ""));
        }
        for (var beside : List.of(ADDING, NO_SECRET)) {
            answers.put(beside, Objects.requireNonNullElse(sent.apply(beside), ""));
        }
        return new RegisterForm(answers);
    }

    /** The form as a newcomer finds it. */
    static RegisterForm fresh() {
        var answers = new TreeMap<String, String>();
        answers.put("environment", "staging");
        answers.put("reach", EVERYONE);
        answers.put("size", "small");
        answers.putAll(port(3000));
        answers.putAll(health(HealthCheck.DEFAULT));
        answers.putAll(rollout(RolloutSettings.DEFAULT));
        return new RegisterForm(answers);
    }

    /** The answers that {@code spec} came from. */
    static RegisterForm of(String name, String environment, EnvironmentSpec spec) {
        var answers = new TreeMap<>(fresh().answers);
        answers.put("name", name);
        answers.put("environment", environment);
        answers.put("image", spec.image().reference());
        answers.putAll(ingress(spec.ingress()));
        answers.putAll(size(spec));
        answers.put("count", String.valueOf(spec.count()));
        answers.putAll(rollout(spec.rollout()));
        answers.put("architecture", spec.architecture().word());
        answers.put("variables", DotEnv.write(spec.variables()));
        answers.put("containerCheck", spec.containerCheck());
        return new RegisterForm(answers).keeping(spec);
    }

    /** What {@code spec} has though nobody may ask for it may stay: it was adopted so. */
    RegisterForm keeping(EnvironmentSpec spec) {
        var kept = new ArrayList<String>(spec.variables().reserved());
        if (spec.size().memoryLimit() == spec.size().memoryReserved()) {
            kept.add(HARD_LIMIT);
        }
        if (spec.rollout().drainSeconds() < RolloutSettings.LEAST_DRAIN) {
            kept.add(NO_DRAIN);
        }
        return with(KEEPS, String.join(",", kept))
                .with(ACCEPTED, DotEnv.write(spec.variables()))
                .with(SECRETS, String.join(",", spec.secrets().names()));
    }

    /** What {@link #keeping} has set. */
    Secrets secrets() {
        return Secrets.of(Stream.of(get(SECRETS).split(","))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    boolean keeps(String what) {
        return kept().contains(what);
    }

    Set<String> kept() {
        return Set.of(get(KEEPS).split(","));
    }

    /** Variables that the member says are no secrets. */
    List<String> cleared() {
        return Stream.of(get(NO_SECRET).split(",")).filter(Variables::isName).toList();
    }

    /** Whether the newest version has a variable with this value, or the member says that it is no secret. */
    boolean clears(String variable, String value) {
        return cleared().contains(variable)
                || DotEnv.read(get(ACCEPTED), kept()) instanceof DotEnv.Read(var before)
                        && value.equals(before.values().get(variable));
    }

    private static Map<String, String> ingress(Ingress ingress) {
        return switch (ingress) {
            case Ingress.None() -> Map.of("reach", NOBODY);
            case Ingress.Http(var reach, var hosts, var port, var health, var redirects) -> {
                var answers = new TreeMap<>(health(health));
                answers.putAll(port(port));
                answers.put("reach", reach == Reach.PUBLIC ? EVERYONE : PLATFORM);
                answers.put(
                        "domain",
                        String.join("\n", hosts.stream().map(Object::toString).toList()));
                answers.put("redirects", RedirectAnswer.write(redirects));
                yield answers;
            }
        };
    }

    private static Map<String, String> port(int port) {
        return Map.of("port", String.valueOf(port));
    }

    private static Map<String, String> health(HealthCheck health) {
        return Map.of(
                "healthPath",
                health.path(),
                "codes",
                health.codes(),
                "interval",
                String.valueOf(health.intervalSeconds()),
                "timeout",
                String.valueOf(health.timeoutSeconds()),
                "healthyAfter",
                String.valueOf(health.healthyAfter()),
                "unhealthyAfter",
                String.valueOf(health.unhealthyAfter()));
    }

    private static Map<String, String> rollout(RolloutSettings rollout) {
        return Map.of(
                "grace",
                String.valueOf(rollout.graceSeconds()),
                "stopTimeout",
                String.valueOf(rollout.stopTimeoutSeconds()),
                "drain",
                String.valueOf(rollout.drainSeconds()),
                "shortStop",
                rollout.shortStop() ? "true" : "");
    }

    private static Map<String, String> size(EnvironmentSpec spec) {
        var size = spec.size();
        return size.presetName()
                .map(preset -> Map.of("size", preset))
                .orElseGet(() -> Map.of(
                        "size",
                        CUSTOM,
                        "cpu",
                        String.valueOf(size.cpu()),
                        "memory",
                        String.valueOf(size.memoryReserved()),
                        "limit",
                        String.valueOf(size.memoryLimit())));
    }

    /** An answer as it was typed; empty where nothing was. */
    public String get(String question) {
        return Objects.requireNonNullElse(answers.get(question), "");
    }

    /** An answer without space around it. */
    String trimmed(String question) {
        return get(question).strip();
    }

    RegisterForm with(String question, String answer) {
        var changed = new TreeMap<>(answers);
        changed.put(question, answer);
        return new RegisterForm(changed);
    }

    /** With answers that a link to the form proposes; what else it carries is left out. */
    RegisterForm proposing(Map<String, String> proposed) {
        return ProposedAnswers.over(this, proposed);
    }

    /** True when what differs stands behind Advanced, where nobody would see it. */
    boolean differsBehindAdvanced(RegisterForm other) {
        return ADVANCED.stream().anyMatch(question -> !get(question).equals(other.get(question)));
    }

    /** The same answers for another environment of the application; its host and count are its own. */
    RegisterForm forAnother(String environment) {
        return with("environment", environment)
                .with("domain", "")
                .with("redirects", "")
                .with("count", "")
                .with(SECRETS, "")
                .with(ADDING, "true");
    }

    RegisterForm withoutVariables() {
        return with("variables", "");
    }

    boolean adding() {
        return get(ADDING).equals("true");
    }

    boolean worker() {
        return get("reach").equals(NOBODY);
    }

    /** The answers as a spec, or what is wrong with each. @param fitting where the member left it to the image */
    SpecReading toSpec(Platform platform, Architecture fitting) {
        return new SpecReader(this, platform, fitting).read();
    }
}
