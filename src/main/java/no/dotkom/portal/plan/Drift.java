package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;

/**
 * Compares what should be with what is, setting by setting: what the planner would change, told for people. Pure. What
 * is unreadable or foreign is no difference; the planner waits for it.
 */
public final class Drift {
    private final DesiredState.Deployed desired;
    private final ObservedState observed;
    private final List<Difference> found = new ArrayList<>();

    private Drift(DesiredState.Deployed desired, ObservedState observed) {
        this.desired = desired;
        this.observed = observed;
    }

    /** Ordered by {@link Setting}; empty for an environment that is to be gone. */
    public static List<Difference> between(DesiredState desired, ObservedState observed) {
        return switch (desired) {
            case DesiredState.Gone _ -> List.of();
            case DesiredState.Deployed deployed -> new Drift(deployed, observed).all();
        };
    }

    private List<Difference> all() {
        service();
        taskDefinition();
        switch (desired.exposure()) {
            case Exposure.Http http -> http(http);
            case Exposure.None() -> worker();
        }
        logGroup();
        secrets();
        found.sort((a, b) -> a.setting().compareTo(b.setting()));
        return List.copyOf(found);
    }

    private void compare(Setting setting, String about, Object wanted, Object actual) {
        if (!Objects.equals(wanted, actual)) {
            found.add(new Difference(setting, about, wanted.toString(), actual.toString()));
        }
    }

    private void gone(Setting setting, String about) {
        found.add(new Difference(setting, about, about, ""));
    }

    private void extra(Setting setting, String about, String what) {
        found.add(new Difference(setting, about, "", what));
    }

    private void service() {
        var want = desired.service();
        switch (observed.service()) {
            case Observation.Absent<Service>() -> gone(Setting.SERVICE, want.name());
            case Observation.Present<Service>(var arn, var actual) -> service(want, actual);
            case Observation.Foreign<Service> _, Observation.Unreadable<Service> _ -> {}
        }
    }

    private void service(Service want, Service actual) {
        compare(Setting.COUNT, "", want.count(), actual.count());
        compare(Setting.RUNS, "", revision(want.revision()), revision(actual.revision()));
        compare(Setting.CONTAINER, "", want.container(), actual.container());
        compare(Setting.PORT, "", want.port(), actual.port());
        compare(Setting.CAPACITY, "", want.capacityProvider(), actual.capacityProvider());
        compare(Setting.MINIMUM, "", want.minimumHealthyPercent(), actual.minimumHealthyPercent());
        compare(Setting.MAXIMUM, "", want.maximumPercent(), actual.maximumPercent());
        compare(Setting.GRACE, "", want.graceSeconds(), actual.graceSeconds());
        compare(Setting.REBALANCING, "", want.rebalancing(), actual.rebalancing());
        compare(Setting.BREAKER, "", want.breaker(), actual.breaker());
    }

    private static String revision(Generation generation) {
        return generation.equals(Service.STRANGE) ? "?" : generation.toString();
    }

    private void taskDefinition() {
        var want = desired.taskDefinition();
        switch (observed.taskDefinition()) {
            case Observation.Absent<TaskDefinition>() -> gone(Setting.TASK_DEFINITION, want.family());
            case Observation.Present<TaskDefinition>(var arn, var actual)
            when !actual.generation().equals(want.generation()) ->
                found.add(new Difference(
                        Setting.TASK_DEFINITION,
                        want.family(),
                        revision(want.generation()),
                        revision(actual.generation())));
            case Observation.Present<TaskDefinition> _,
                    Observation.Foreign<TaskDefinition> _,
                    Observation.Unreadable<TaskDefinition> _ -> {}
        }
    }

    private void http(Exposure.Http http) {
        var want = http.targetGroup();
        switch (observed.targetGroup()) {
            case Observation.Absent<TargetGroup>() -> gone(Setting.TARGET_GROUP, want.name());
            case Observation.Present<TargetGroup>(var arn, var actual) -> {
                health(want.health(), actual.health());
                compare(Setting.DRAIN, "", want.drainSeconds(), actual.drainSeconds());
            }
            case Observation.Foreign<TargetGroup> _, Observation.Unreadable<TargetGroup> _ -> {}
        }
        if (observed.rules() instanceof ObservedRules.Seen seen) {
            http.rules().forEach(rule -> rule(rule, seen));
            extraRules(http, seen);
        }
        if (observed.records() instanceof ObservedRecords.Seen seen) {
            records(http, seen);
        }
        certificates(http.domains());
    }

    private void certificates(List<Domain> domains) {
        if (observed.domains() instanceof ObservedDomains.Seen seen) {
            domains.forEach(domain -> certificate(domain, seen));
            seen.certificates().stream()
                    .filter(certificate -> DomainPlan.isExtra(certificate, domains, seen))
                    .map(ObservedDomains.Certificate::host)
                    .distinct()
                    .forEach(host -> extra(Setting.EXTRA_CERTIFICATE, host.value(), host.value()));
        }
    }

    private void certificate(Domain domain, ObservedDomains.Seen seen) {
        var host = domain.host().value();
        var certificate = seen.of(domain.host()).orElse(null);
        if (certificate == null || certificate.status() == ObservedDomains.Status.FAILED) {
            gone(Setting.CERTIFICATE, host);
            return;
        }
        if (certificate.status() == ObservedDomains.Status.ISSUED && !certificate.attached()) {
            gone(Setting.LISTENER_CERTIFICATE, host);
        }
        if (domain.zone() != null && certificate.validation() != null && certificate.writtenIn() == null) {
            gone(Setting.VALIDATION_RECORD, host);
        }
    }

    private void health(HealthCheck want, HealthCheck actual) {
        compare(Setting.HEALTH_PATH, "", want.path(), actual.path());
        compare(Setting.HEALTH_CODES, "", want.codes(), actual.codes());
        compare(Setting.HEALTH_INTERVAL, "", want.intervalSeconds(), actual.intervalSeconds());
        compare(Setting.HEALTH_TIMEOUT, "", want.timeoutSeconds(), actual.timeoutSeconds());
        compare(Setting.HEALTHY_AFTER, "", want.healthyAfter(), actual.healthyAfter());
        compare(Setting.UNHEALTHY_AFTER, "", want.unhealthyAfter(), actual.unhealthyAfter());
    }

    private void rule(HostRule want, ObservedRules.Seen seen) {
        var number = Integer.toString(want.priority());
        var placed = seen.at(want.priority());
        if (placed.isEmpty()) {
            // A stranger on our number is what the planner moves away from.
            gone(Setting.RULE, number);
            return;
        }
        var actual = placed.get().rule();
        switch (want.answer()) {
            case HostRule.Answer.Redirect _ -> compare(Setting.REDIRECT, number, want.text(), actual.text());
            case HostRule.Answer.Forward(var targetGroup) -> {
                compare(Setting.HOSTS, number, names(want.hosts()), names(actual.hosts()));
                compare(Setting.FORWARDS_TO, number, targetGroup, actual.targetGroup());
            }
        }
        compare(Setting.SOURCES, number, String.join(", ", want.sources()), String.join(", ", actual.sources()));
    }

    private static String names(List<HostName> hosts) {
        return String.join(", ", hosts.stream().map(HostName::value).toList());
    }

    private void extraRules(Exposure.Http http, ObservedRules.Seen seen) {
        var wanted = new HashSet<Integer>();
        http.rules().forEach(rule -> wanted.add(rule.priority()));
        seen.ours().stream()
                .map(ObservedRules.Placed::rule)
                .filter(rule -> !wanted.contains(rule.priority()))
                .forEach(this::extraRule);
    }

    private void extraRule(HostRule rule) {
        extra(Setting.EXTRA_RULE, Integer.toString(rule.priority()), rule.text());
    }

    private void records(Exposure.Http http, ObservedRecords.Seen seen) {
        var actual = new HashSet<HostName>();
        seen.ours().forEach(record -> actual.addAll(record.hosts()));
        var wanted = new HashSet<HostName>();
        for (var record : http.records()) {
            wanted.addAll(record.hosts());
            record.hosts().stream()
                    .filter(host -> !actual.contains(host) && !seen.foreign().contains(host))
                    .forEach(host -> gone(Setting.RECORD, host.value()));
        }
        actual.stream().filter(host -> !wanted.contains(host)).sorted().forEach(this::extraRecord);
    }

    private void extraRecord(HostName host) {
        extra(Setting.EXTRA_RECORD, host.value(), host.value());
    }

    /** Nothing should lead to a worker. */
    private void worker() {
        if (observed.targetGroup() instanceof Observation.Present<TargetGroup>(var arn, var actual)) {
            extra(Setting.TARGET_GROUP, actual.name(), actual.name());
        }
        if (observed.rules() instanceof ObservedRules.Seen seen) {
            seen.ours().forEach(placed -> extraRule(placed.rule()));
        }
        if (observed.records() instanceof ObservedRecords.Seen seen) {
            seen.ours().forEach(record -> record.hosts().forEach(this::extraRecord));
        }
        certificates(List.of());
    }

    private void secrets() {
        if (!(observed.secrets() instanceof ObservedSecrets.Seen(var role, var _))) {
            return;
        }
        var want = desired.role();
        if (want != null) {
            switch (role) {
                case Observation.Absent<ExecutionRole>() -> gone(Setting.ROLE, want.name());
                case Observation.Present<ExecutionRole>(var arn, var actual) ->
                    compare(Setting.ROLE_POLICY, want.name(), want.policy(), actual.policy());
                case Observation.Foreign<ExecutionRole> _, Observation.Unreadable<ExecutionRole> _ -> {}
            }
        }
    }

    private void logGroup() {
        var want = desired.logGroup();
        switch (observed.logGroup()) {
            case Observation.Absent<LogGroup>() -> gone(Setting.LOG_GROUP, want.name());
            case Observation.Present<LogGroup>(var arn, var actual) ->
                compare(Setting.RETENTION, "", want.retentionDays(), actual.retentionDays());
            case Observation.Foreign<LogGroup> _, Observation.Unreadable<LogGroup> _ -> {}
        }
    }
}
