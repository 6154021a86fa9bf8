package no.dotkom.portal.apps.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.DnsRecord;
import no.dotkom.portal.plan.Domain;
import no.dotkom.portal.plan.ExecutionRole;
import no.dotkom.portal.plan.Exposure;
import no.dotkom.portal.plan.LogGroup;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.ObservedDomains;
import no.dotkom.portal.plan.ObservedRecords;
import no.dotkom.portal.plan.ObservedRules;
import no.dotkom.portal.plan.ObservedSecrets;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Planner;
import no.dotkom.portal.plan.Rollout;
import no.dotkom.portal.plan.Service;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.TargetGroup;
import no.dotkom.portal.plan.TaskDefinition;

/**
 * What the planner would do, played through on a world in which every step succeeds at once. It begins with nothing; no
 * AWS is asked.
 */
final class Forecast {
    /** Rounds of a chain of ours end after five; more would be a planner that runs in circles. */
    private static final int MOST_ROUNDS = 20;

    /** Above all numbers of {@link #priorities}. */
    private static final int REDIRECTS = 1000;

    private static final Arn SOMEWHERE = new Arn("arn:forecast");

    private Observation<ExecutionRole> role = new Observation.Absent<>();
    private final TreeSet<String> parameters = new TreeSet<>();
    private Observation<LogGroup> logGroup = new Observation.Absent<>();
    private Observation<TaskDefinition> taskDefinition = new Observation.Absent<>();
    private Observation<TargetGroup> targetGroup = new Observation.Absent<>();
    private Observation<Service> service = new Observation.Absent<>();
    private List<ObservedRules.Placed> rules = List.of();
    private List<DnsRecord> records = List.of();
    private List<ObservedDomains.Certificate> certificates = List.of();
    private Set<HostName> proven = Set.of();
    private final EnvironmentId environment;

    Forecast(EnvironmentId environment) {
        this.environment = environment;
    }

    /** The steps from the world as it is to {@code desired}, which it then is. */
    List<Step> towards(DesiredState desired) {
        proven = hosts(desired);
        if (desired instanceof DesiredState.Deployed deployed) {
            // Values are stored before a version names them.
            parameters.addAll(deployed.taskDefinition().secrets().values());
        }
        var steps = new ArrayList<Step>();
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var planned = Planner.plan(desired, world()).steps();
            if (planned.isEmpty()) {
                return steps;
            }
            planned.forEach(this::take);
            steps.addAll(planned);
        }
        throw new IllegalStateException("The planner does not come to an end for " + desired);
    }

    /** Every owner does what they are asked to. */
    private static Set<HostName> hosts(DesiredState desired) {
        return desired instanceof DesiredState.Deployed deployed && deployed.exposure() instanceof Exposure.Http http
                ? http.domains().stream().map(Domain::host).collect(Collectors.toSet())
                : Set.of();
    }

    private ObservedState world() {
        return new ObservedState(
                environment,
                Instant.EPOCH,
                logGroup,
                taskDefinition,
                List.of(),
                targetGroup,
                new ObservedRules.Seen(rules, Set.of()),
                service,
                new ObservedRecords.Seen(records, Set.of()),
                new ObservedDomains.Seen(proven, certificates, 0),
                new ObservedSecrets.Seen(role, parameters),
                false,
                rollout(),
                null);
    }

    private Rollout rollout() {
        return service instanceof Observation.Present
                        && taskDefinition instanceof Observation.Present<TaskDefinition> at
                ? new Rollout.Stable(at.arn())
                : new Rollout.None();
    }

    private void take(Step.OfSecrets step) {
        switch (step) {
            case Step.OfSecrets.CreateRole(var want) -> role = standing(want.with(""));
            case Step.OfSecrets.PutRolePolicy(var want) -> role = standing(want);
            case Step.OfSecrets.DeleteParameter(var name) -> parameters.remove(name);
            case Step.OfSecrets.DeleteRolePolicy _ -> {
                if (role instanceof Observation.Present<ExecutionRole>(var arn, var actual)) {
                    role = standing(actual.with(""));
                }
            }
            case Step.OfSecrets.DeleteRole _ -> role = new Observation.Absent<>();
        }
    }

    private static Observation<ExecutionRole> standing(ExecutionRole role) {
        return new Observation.Present<>(role.arn(), role);
    }

    private void take(Step step) {
        switch (step) {
            case Step.CreateLogGroup(var want) -> logGroup = new Observation.Present<>(SOMEWHERE, want);
            case Step.SetLogRetention(var want) -> logGroup = new Observation.Present<>(SOMEWHERE, want);
            case Step.AdoptLogGroup(var arn, var want) ->
                logGroup = new Observation.Present<>(arn, new LogGroup(want.name(), want.retentionDays()));
            case Step.RegisterTaskDefinition(var want) ->
                taskDefinition = new Observation.Present<>(new Arn("arn:forecast:" + want.generation()), want);
            case Step.CreateTargetGroup(var want) -> targetGroup = new Observation.Present<>(SOMEWHERE, want);
            case Step.UpdateTargetGroup(var arn, var want) -> targetGroup = new Observation.Present<>(arn, want);
            case Step.SetDeregistrationDelay(var arn, var seconds) -> drain(seconds);
            case Step.CreateHostRule(var want, var group) ->
                rules = Stream.concat(rules.stream(), Stream.of(new ObservedRules.Placed(at(want.priority()), want)))
                        .toList();
            case Step.UpdateHostRule(var arn, var want, var group) -> {
                rules = without(arn);
                rules = Stream.concat(rules.stream(), Stream.of(new ObservedRules.Placed(arn, want)))
                        .toList();
            }
            case Step.CreateService(var want, var revision, var group) ->
                service = new Observation.Present<>(SOMEWHERE, want);
            case Step.UpdateService(var want, var actual, var revision, var group) ->
                service = new Observation.Present<>(SOMEWHERE, want);
            case Step.StopServiceDeployment _ -> {}
            case Step.OfSecrets ofSecrets -> take(ofSecrets);
            case Step.OfDomain ofDomain -> certificates = ForecastCertificates.after(certificates, ofDomain);
            case Step.PutDnsRecord(var zone, var host, var target) -> records = with(zone, host, target);
            case Step.DeleteDnsRecord(var zone, var host, var target) -> records = without(zone, host);
            case Step.DeleteService _ -> service = new Observation.Absent<>();
            case Step.DeleteHostRule(var arn) -> rules = without(arn);
            case Step.DeleteTargetGroup _ -> targetGroup = new Observation.Absent<>();
            case Step.DeregisterTaskDefinition _ -> taskDefinition = new Observation.Absent<>();
            case Step.DeleteLogGroup _ -> logGroup = new Observation.Absent<>();
        }
    }

    private static Arn at(int priority) {
        return new Arn("arn:forecast:rule/" + priority);
    }

    private void drain(int seconds) {
        if (targetGroup instanceof Observation.Present<TargetGroup>(var arn, var group)) {
            var changed = new TargetGroup(group.name(), group.vpc(), group.health(), seconds);
            targetGroup = new Observation.Present<>(arn, changed);
        }
    }

    private List<ObservedRules.Placed> without(Arn rule) {
        return rules.stream().filter(placed -> !placed.arn().equals(rule)).toList();
    }

    private List<DnsRecord> with(String zone, HostName host, String target) {
        var hosts = new TreeSet<HostName>(Set.of(host));
        record(zone).ifPresent(record -> hosts.addAll(record.hosts()));
        return replaced(zone, Optional.of(new DnsRecord(zone, List.copyOf(hosts), target)));
    }

    private List<DnsRecord> without(String zone, HostName host) {
        return replaced(zone, record(zone).map(record -> {
            var hosts = new HashSet<>(record.hosts());
            hosts.remove(host);
            return new DnsRecord(zone, List.copyOf(hosts), record.target());
        }));
    }

    private Optional<DnsRecord> record(String zone) {
        return records.stream().filter(record -> record.zone().equals(zone)).findFirst();
    }

    private List<DnsRecord> replaced(String zone, Optional<DnsRecord> by) {
        var others = records.stream().filter(record -> !record.zone().equals(zone));
        return Stream.concat(
                        others, by.stream().filter(record -> !record.hosts().isEmpty()))
                .toList();
    }

    /** Numbers to stand for those that are allotted once the wish is accepted. */
    static List<Integer> priorities(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** The same host has the same number before and after a change, as the real ones do. */
    static SortedMap<HostName, Integer> redirectPriorities(Ingress... all) {
        var numbers = new TreeMap<HostName, Integer>();
        for (var ingress : all) {
            if (ingress instanceof Ingress.Http http) {
                http.redirects().forEach(each -> numbers.putIfAbsent(each.from(), REDIRECTS + numbers.size()));
            }
        }
        return numbers;
    }
}
