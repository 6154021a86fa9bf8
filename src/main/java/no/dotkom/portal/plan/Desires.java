package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Reach;

/** Works out the complete AWS picture that a wish implies. Total and pure: the same wish gives the same picture. */
public final class Desires {
    private Desires() {}

    public static DesiredState of(Wish wish, Platform platform) {
        if (wish.intent() == Intent.REMOVE) {
            return new DesiredState.Gone(wish.environment(), wish.generation(), wish.keepLogs());
        }
        return new DesiredState.Deployed(
                wish.environment(),
                wish.generation(),
                new LogGroup(wish.name().logGroup(), platform.logRetentionDays()),
                taskDefinition(wish, platform),
                exposure(wish, platform),
                service(wish, platform),
                wish.cancelled(),
                wish.restoring());
    }

    /** How many listener rules {@code ingress} needs on this platform: a rule holds five condition values. */
    public static int rulesNeeded(Ingress ingress, Platform platform) {
        return switch (ingress) {
            case Ingress.Http http ->
                split(http.hosts(), sources(http, platform)).size();
            case Ingress.None() -> 0;
        };
    }

    private static TaskDefinition taskDefinition(Wish wish, Platform platform) {
        var spec = wish.spec();
        return new TaskDefinition(
                wish.name().full(),
                wish.containerGeneration(),
                spec.image(),
                spec.size(),
                spec.port(),
                spec.rollout().stopTimeoutSeconds(),
                spec.architecture(),
                spec.variables(),
                spec.containerCheck(),
                wish.name().logGroup(),
                platform.executionRole());
    }

    private static Exposure exposure(Wish wish, Platform platform) {
        return switch (wish.spec().ingress()) {
            case Ingress.Http http -> http(wish, http, platform);
            case Ingress.None() -> new Exposure.None();
        };
    }

    private static Exposure http(Wish wish, Ingress.Http http, Platform platform) {
        var targetGroup = new TargetGroup(
                wish.name().targetGroup(),
                platform.vpc(),
                http.health(),
                wish.spec().rollout().drainSeconds());
        var sources = sources(http, platform);
        var parts = split(http.hosts(), sources);
        var rules = new ArrayList<HostRule>();
        for (var i = 0; i < parts.size(); i++) {
            var priority = wish.placement().rulePriorities().get(i);
            rules.add(new HostRule(priority, parts.get(i), sources, targetGroup.name()));
        }
        return new Exposure.Http(targetGroup, rules, records(wish, http, platform));
    }

    private static List<String> sources(Ingress.Http http, Platform platform) {
        return http.reach() == Reach.PLATFORM ? platform.egress() : List.of();
    }

    private static List<List<HostName>> split(List<HostName> hosts, List<String> sources) {
        var room = Math.max(1, HostRule.MOST_VALUES - sources.size());
        var parts = new ArrayList<List<HostName>>();
        for (var i = 0; i < hosts.size(); i += room) {
            parts.add(hosts.subList(i, Math.min(hosts.size(), i + room)));
        }
        return parts;
    }

    private static List<DnsRecord> records(Wish wish, Ingress.Http http, Platform platform) {
        var byZone = new TreeMap<String, List<HostName>>();
        for (var host : http.hosts()) {
            platform.zoneOf(host)
                    .filter(zone -> !(zone.wildcard() && host.directlyBelow(zone.name())))
                    .map(Zone::hostedZone)
                    .ifPresent(zone -> byZone.computeIfAbsent(zone, ignored -> new ArrayList<>())
                            .add(host));
        }
        var target = platform.gateway(wish.placement().gateway()).dnsName();
        return byZone.entrySet().stream().map(entry -> record(entry, target)).toList();
    }

    private static DnsRecord record(Map.Entry<String, List<HostName>> zone, String target) {
        return new DnsRecord(zone.getKey(), zone.getValue(), target);
    }

    private static Service service(Wish wish, Platform platform) {
        var spec = wish.spec();
        var count = wish.intent() == Intent.PAUSE ? 0 : spec.count();
        var maximum = spec.rollout().shortStop() ? 100 : 200;
        return new Service(
                wish.placement().serviceName(),
                wish.containerGeneration(),
                count,
                platform.capacityProviders().getOrDefault(spec.architecture(), ""),
                spec.rollout().shortStop() ? 0 : 100,
                maximum,
                spec.port() == 0 ? 0 : spec.rollout().graceSeconds(),
                // ECS refuses rebalancing with a maximum of 100 % or less; one task cannot be out of balance.
                spec.count() >= 2 && maximum > 100,
                wish.name().full(),
                spec.port());
    }
}
