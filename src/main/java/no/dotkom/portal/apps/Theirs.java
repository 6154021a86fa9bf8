package no.dotkom.portal.apps;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Setting;

/** Takes what was changed outside the portal into the spec, where the spec has a word for it. Pure. */
public final class Theirs {
    private static final Set<Setting> SPOKEN = EnumSet.of(
            Setting.COUNT,
            Setting.GRACE,
            Setting.HEALTH_PATH,
            Setting.HEALTH_CODES,
            Setting.HEALTH_INTERVAL,
            Setting.HEALTH_TIMEOUT,
            Setting.HEALTHY_AFTER,
            Setting.UNHEALTHY_AFTER,
            Setting.DRAIN,
            Setting.HOSTS);

    private final EnvironmentSpec spec;
    private final Map<Setting, Difference> found = new EnumMap<>(Setting.class);
    private final List<Difference> rules;

    private Theirs(EnvironmentSpec spec, List<Difference> differences) {
        this.spec = spec;
        var acceptable = differences.stream().filter(Theirs::acceptable).toList();
        acceptable.forEach(each -> found.put(each.setting(), each));
        this.rules = acceptable.stream()
                .filter(each -> each.setting() == Setting.HOSTS)
                .toList();
    }

    /**
     * True when a spec can ask for what was found. What is gone cannot be asked for, nor can a count of 0, which is a
     * pause, or a drain that would cut requests under way.
     */
    public static boolean acceptable(Difference difference) {
        return SPOKEN.contains(difference.setting())
                && !difference.found().isEmpty()
                && switch (difference.setting()) {
                    case COUNT -> !difference.found().equals("0");
                    case DRAIN -> Integer.parseInt(difference.found()) >= RolloutSettings.LEAST_DRAIN;
                    default -> true;
                };
    }

    /**
     * {@code spec} with what was found instead of what was wanted.
     *
     * @throws IllegalArgumentException when no spec may hold it: eleven tasks, or a check that takes longer than its
     *     interval
     */
    static EnvironmentSpec in(EnvironmentSpec spec, List<Difference> differences) {
        return new Theirs(spec, differences).spec();
    }

    private EnvironmentSpec spec() {
        var rollout = spec.rollout();
        return new EnvironmentSpec(
                spec.image(),
                ingress(),
                spec.size(),
                number(Setting.COUNT, spec.count()),
                new RolloutSettings(
                        number(Setting.GRACE, rollout.graceSeconds()),
                        rollout.stopTimeoutSeconds(),
                        number(Setting.DRAIN, rollout.drainSeconds()),
                        rollout.shortStop()),
                spec.architecture(),
                spec.variables(),
                spec.secrets(),
                spec.containerCheck());
    }

    private <T> T found(Setting setting, Function<String, T> read, T otherwise) {
        var difference = found.get(setting);
        return difference == null ? otherwise : read.apply(difference.found());
    }

    private int number(Setting setting, int otherwise) {
        return found(setting, Integer::parseInt, otherwise);
    }

    private Ingress ingress() {
        return switch (spec.ingress()) {
            case Ingress.None none -> none;
            case Ingress.Http http ->
                new Ingress.Http(http.reach(), hosts(http), http.port(), health(http.health()), http.redirects());
        };
    }

    /** Each rule holds some of the hosts; those of rules that are as wanted stay. */
    private List<HostName> hosts(Ingress.Http http) {
        var replaced = rules.stream().flatMap(rule -> names(rule.wanted())).collect(Collectors.toSet());
        var kept = http.hosts().stream().filter(host -> !replaced.contains(host));
        return Stream.concat(kept, rules.stream().flatMap(rule -> names(rule.found())))
                .toList();
    }

    private static Stream<HostName> names(String text) {
        return Arrays.stream(text.split(", ", -1)).map(HostName::new);
    }

    private HealthCheck health(HealthCheck health) {
        return new HealthCheck(
                found(Setting.HEALTH_PATH, Function.identity(), health.path()),
                found(Setting.HEALTH_CODES, Function.identity(), health.codes()),
                number(Setting.HEALTH_INTERVAL, health.intervalSeconds()),
                number(Setting.HEALTH_TIMEOUT, health.timeoutSeconds()),
                number(Setting.HEALTHY_AFTER, health.healthyAfter()),
                number(Setting.UNHEALTHY_AFTER, health.unhealthyAfter()));
    }
}
