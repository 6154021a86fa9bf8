package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.DnsRecord;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.LogGroup;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.ObservedDomains;
import no.dotkom.portal.plan.ObservedRecords;
import no.dotkom.portal.plan.ObservedRules;
import no.dotkom.portal.plan.ObservedSecrets;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.OutsideRevision;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Service;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TaskDefinition;
import no.dotkom.portal.reconcile.port.Cloud;
import no.dotkom.portal.reconcile.port.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** The loop's port on AWS: reads all slots of an environment, does single steps. Takes no decision. */
@Component
class AwsCloud implements Cloud {
    private final LogsCalls logs;
    private final ElbCalls elb;
    private final EcsCalls ecs;
    private final Route53Calls dns;
    private final AwsDomains domains;
    private final AwsSecrets secrets;
    private final ServiceReading services;
    private final CurrentPlatform platforms;
    private final Turnstile turnstile;
    private final Clock clock;
    /** The name of the call that each was withheld last. */
    private final Map<EnvironmentId, String> withheld = new ConcurrentHashMap<>();

    AwsCloud(
            LogsCalls logs,
            ElbCalls elb,
            EcsCalls ecs,
            Route53Calls dns,
            AwsDomains domains,
            AwsSecrets secrets,
            ServiceReading services,
            CurrentPlatform platforms,
            Turnstile turnstile,
            Clock clock) {
        this.logs = logs;
        this.elb = elb;
        this.ecs = ecs;
        this.dns = dns;
        this.domains = domains;
        this.secrets = secrets;
        this.services = services;
        this.platforms = platforms;
        this.turnstile = turnstile;
        this.clock = clock;
    }

    @Override
    public Duration withheld(EnvironmentId environment) {
        var call = withheld.get(environment);
        var left = call == null ? Duration.ZERO : turnstile.closed(call);
        if (left.isZero()) {
            withheld.remove(environment);
        }
        return left;
    }

    private void remember(EnvironmentId environment, SdkException thrown) {
        if (thrown instanceof Withheld one) {
            withheld.put(environment, one.call());
        }
    }

    @Override
    public ObservedState observe(Subject subject, List<HostName> hosts) {
        var platform = platforms.current();
        var revisions = Reading.orElse(() -> new Revised.Seen(ownRevisions(subject)), Revised.Unreadable::new);
        Optional<software.amazon.awssdk.services.ecs.model.Service> described;
        try {
            described = ecs.service(platform.cluster().value(), subject.names().service());
        } catch (SdkException thrown) {
            // Without it nothing can be brought to its end: the other reads are spared an AWS that has trouble.
            remember(subject.environment(), thrown);
            return ObservedState.unreadable(subject.environment(), clock.instant(), Said.problem(thrown));
        }
        var gateway = platform.gateway(subject.gateway());
        var balancer = new BalancerReading(elb, subject, gateway.listener().value());
        var targetGroup = Reading.of(balancer::targetGroup);
        var service = services.read(described, subject, platform, revisions, targetGroup);
        return new ObservedState(
                subject.environment(),
                clock.instant(),
                Reading.of(() -> logGroup(subject)),
                revisions.current(service.runs()),
                revisions.others(service.runs()),
                targetGroup,
                Reading.<ObservedRules>orElse(balancer::rules, ObservedRules.Unreadable::new),
                service.service(),
                Reading.<ObservedRecords>orElse(
                        () -> records(platform, gateway, hosts), ObservedRecords.Unreadable::new),
                Reading.<ObservedDomains>orElse(
                        () -> domains.read(subject, platform, gateway), ObservedDomains.Unreadable::new),
                Reading.<ObservedSecrets>orElse(() -> secrets.read(subject, platform), ObservedSecrets.Unreadable::new),
                service.draining(),
                service.rollout(),
                outside(subject, revisions, service.runs()));
    }

    private Observation<LogGroup> logGroup(Subject subject) {
        var found = logs.find(subject.names().logGroup());
        if (found.isEmpty()) {
            return new Observation.Absent<>();
        }
        var arn = new Arn(found.get().arn());
        var tags = logs.tags(arn.value());
        var group = found.get().group();
        if (Tags.ours(tags, subject)) {
            return new Observation.Present<>(arn, group);
        }
        return Tags.formerlyOurs(tags, subject)
                ? new Observation.Present<>(arn, new LogGroup(group.name(), group.retentionDays(), true))
                : new Observation.Foreign<>(arn);
    }

    /** What the service runs, where it is not ours and newer than all that we know of its family. */
    private @Nullable OutsideRevision outside(Subject subject, Revised revisions, String runs) {
        if (runs.isEmpty()
                || !(revisions instanceof Revised.Seen(var ours))
                || !EcsCalls.familyOf(runs).equals(subject.names().family())
                || ours.keySet().stream().anyMatch(arn -> EcsCalls.number(arn.value()) >= EcsCalls.number(runs))) {
            return null;
        }
        return outside(subject, runs);
    }

    /**
     * Null where it is ours, which lists may not show yet, where AWS does not tell, and where it holds what none of our
     * records can.
     */
    private @Nullable OutsideRevision outside(Subject subject, String runs) {
        try {
            var revision = ecs.revision(runs);
            if (!Revisions.generation(subject, revision).equals(Service.STRANGE)) {
                return null;
            }
            return new OutsideRevision(
                    new Arn(runs),
                    Objects.requireNonNullElse(revision.definition().registeredBy(), ""),
                    Revisions.translate(revision, Service.STRANGE),
                    Unmodelled.in(revision.definition(), subject.names().container(), ownPrefix(subject)));
        } catch (SdkException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** What the parameters of its secrets are called; empty where the platform has no place for any. */
    private String ownPrefix(Subject subject) {
        var store = platforms.current().parameterStore();
        return store == null ? "" : store.prefix(subject.name());
    }

    /** Active revisions of ours, newest first. */
    private Map<Arn, TaskDefinition> ownRevisions(Subject subject) {
        var ours = new LinkedHashMap<Arn, TaskDefinition>();
        for (var arn : ecs.activeRevisions(subject.names().family())) {
            var revision = ecs.revision(arn);
            var generation = Revisions.generation(subject, revision);
            if (!generation.equals(Service.STRANGE)) {
                ours.put(new Arn(arn), Revisions.translate(revision, generation));
            }
        }
        return ours;
    }

    private ObservedRecords records(Platform platform, Gateway gateway, List<HostName> hosts) {
        var ours = new LinkedHashMap<String, List<HostName>>();
        Set<HostName> foreign = new HashSet<>();
        for (var host : hosts) {
            var zone = platform.zoneOf(host)
                    .filter(found -> !found.leads(host))
                    .flatMap(found -> Optional.ofNullable(found.hostedZone()));
            zone.ifPresent(id -> dns.alias(id, host).ifPresent(target -> {
                if (target.equals(Route53Calls.plain(gateway.dnsName()))) {
                    ours.computeIfAbsent(id, ignored -> new ArrayList<>()).add(host);
                } else {
                    foreign.add(host);
                }
            }));
        }
        return new ObservedRecords.Seen(
                ours.entrySet().stream()
                        .map(entry -> new DnsRecord(entry.getKey(), entry.getValue(), gateway.dnsName()))
                        .toList(),
                foreign);
    }

    @Override
    public Outcome apply(Subject subject, Step step, String token) {
        var platform = platforms.current();
        try {
            call(subject, step, token, platform, platform.gateway(subject.gateway()));
            return new Outcome.Applied(step);
        } catch (SdkException thrown) {
            remember(subject.environment(), thrown);
            return Said.outcome(step, thrown);
        }
    }

    private void call(Subject subject, Step step, String token, Platform platform, Gateway gateway) {
        var cluster = platform.cluster().value();
        switch (step) {
            case Step.CreateLogGroup(var want) -> logs.create(subject, want);
            case Step.SetLogRetention(var want) -> logs.setRetention(want);
            case Step.AdoptLogGroup(var arn, var want) -> logs.adopt(subject, arn.value());
            case Step.RegisterTaskDefinition(var want) ->
                ecs.client().registerTaskDefinition(Revisions.request(subject, want, platform.region()));
            case Step.CreateTargetGroup(var want) -> elb.createTargetGroup(subject, want);
            case Step.UpdateTargetGroup(var arn, var want) -> elb.updateTargetGroup(arn.value(), want);
            case Step.SetDeregistrationDelay(var arn, var seconds) -> elb.setDeregistrationDelay(arn.value(), seconds);
            case Step.CreateHostRule(var want, var target) ->
                elb.createRule(subject, gateway.listener().value(), want, target.value());
            case Step.UpdateHostRule(var rule, var want, var target) ->
                elb.updateRule(rule.value(), want, target.value());
            case Step.CreateService create ->
                ecs.client().createService(ServiceRequests.create(subject, cluster, create, token));
            case Step.UpdateService update -> ecs.client().updateService(ServiceRequests.update(cluster, update));
            case Step.StopServiceDeployment(var service) -> services.stopUnderway(cluster, service);
            case Step.PutDnsRecord(var zone, var host, var target) -> dns.create(zone, host, gateway);
            case Step.DeleteDnsRecord(var zone, var host, var target) -> dns.delete(zone, host, gateway);
            case Step.OfSecrets ofSecrets -> secrets.apply(subject, ofSecrets);
            case Step.OfDomain ofDomain -> domains.apply(subject, ofDomain, token, gateway);
            case Step.DeleteService(var service) -> ecs.deleteService(cluster, service.value());
            case Step.DeleteHostRule(var rule) -> elb.deleteRule(rule.value());
            case Step.DeleteTargetGroup(var arn) -> elb.deleteTargetGroup(arn.value());
            case Step.DeregisterTaskDefinition(var arn) -> ecs.deregister(arn.value());
            case Step.DeleteLogGroup(var name) -> logs.delete(name);
        }
    }
}
