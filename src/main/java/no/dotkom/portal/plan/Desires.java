package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.ResourceNames;
import org.jspecify.annotations.Nullable;

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
                new LogGroup(names(wish).logGroup(), retention(wish, platform)),
                taskDefinition(wish, platform),
                exposure(wish, platform),
                service(wish, platform),
                role(wish, platform),
                dropped(wish, platform),
                wish.cancelled(),
                wish.restoring());
    }

    /** How many listener rules the served hosts of {@code ingress} need: a rule holds five condition values. */
    public static int rulesNeeded(Ingress ingress, Platform platform) {
        return switch (ingress) {
            case Ingress.Http http ->
                split(http.hosts(), sources(http, platform)).size();
            case Ingress.None() -> 0;
        };
    }

    private static TaskDefinition taskDefinition(Wish wish, Platform platform) {
        var spec = wish.spec();
        var asFound = wish.asFound();
        return new TaskDefinition(
                names(wish).family(),
                names(wish).container(),
                wish.containerGeneration(),
                spec.image(),
                spec.size(),
                spec.port(),
                spec.rollout().stopTimeoutSeconds(),
                spec.architecture(),
                spec.variables(),
                secrets(wish, platform),
                spec.containerCheck(),
                names(wish).logGroup(),
                names(wish).streamPrefix(),
                executionRole(wish, platform),
                asFound);
    }

    private static Arn executionRole(Wish wish, Platform platform) {
        var asFound = wish.asFound().executionRole();
        if (!asFound.isEmpty()) {
            return new Arn(asFound);
        }
        var own = role(wish, platform);
        return own == null ? platform.executionRole() : own.arn();
    }

    /** Made with the first secret: an account holds 1,000 roles (design.md decision 16). */
    private static @Nullable ExecutionRole role(Wish wish, Platform platform) {
        var store = platform.parameterStore();
        return store == null || wish.spec().secrets().isEmpty() ? null : ExecutionRoles.of(wish, platform, store);
    }

    private static SortedMap<String, String> secrets(Wish wish, Platform platform) {
        var from = new TreeMap<String, String>();
        var store = platform.parameterStore();
        if (store != null) {
            wish.spec().secrets().names().forEach(name -> from.put(name, store.parameter(wish.name(), name)));
        }
        return from;
    }

    private static List<String> dropped(Wish wish, Platform platform) {
        var store = platform.parameterStore();
        return store == null
                ? List.of()
                : wish.held().removed().stream()
                        .filter(name -> !wish.spec().secrets().names().contains(name))
                        .map(name -> store.parameter(wish.name(), name))
                        .toList();
    }

    private static Exposure exposure(Wish wish, Platform platform) {
        return switch (wish.spec().ingress()) {
            case Ingress.Http http -> http(wish, http, platform);
            case Ingress.None() -> new Exposure.None();
        };
    }

    private static Exposure http(Wish wish, Ingress.Http http, Platform platform) {
        var targetGroup = new TargetGroup(
                names(wish).targetGroup(),
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
        for (var redirect : http.redirects()) {
            var priority = wish.placement().redirectPriorities().get(redirect.from());
            rules.add(HostRule.of(Objects.requireNonNull(priority, redirect::toString), redirect, sources));
        }
        return new Exposure.Http(targetGroup, rules, records(wish, http, platform), domains(wish, http, platform));
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
        for (var host : http.names()) {
            platform.zoneOf(host)
                    .filter(zone -> !zone.leads(host))
                    .map(Zone::hostedZone)
                    .ifPresent(zone -> byZone.computeIfAbsent(zone, ignored -> new ArrayList<>())
                            .add(host));
        }
        var target = platform.gateway(wish.placement().gateway()).dnsName();
        return byZone.entrySet().stream().map(entry -> record(entry, target)).toList();
    }

    private static List<Domain> domains(Wish wish, Ingress.Http http, Platform platform) {
        return http.names().stream()
                .filter(platform::custom)
                .map(host -> platform.zoneOf(host)
                        .map(zone -> new Domain(host, null, zone.hostedZone()))
                        .orElseGet(() -> new Domain(host, wish.placement().proof(), null)))
                .toList();
    }

    private static DnsRecord record(Map.Entry<String, List<HostName>> zone, String target) {
        return new DnsRecord(zone.getKey(), zone.getValue(), target);
    }

    private static Service service(Wish wish, Platform platform) {
        var spec = wish.spec();
        var asFound = wish.asFound();
        var ours = asFound.maximumPercent() == 0;
        var maximum = ours ? (spec.rollout().shortStop() ? 100 : 200) : asFound.maximumPercent();
        return new Service(
                names(wish).service(),
                wish.containerGeneration(),
                wish.intent() == Intent.PAUSE ? 0 : spec.count(),
                asFound.launchType() ? "" : platform.capacityProviders().getOrDefault(spec.architecture(), ""),
                ours ? (spec.rollout().shortStop() ? 0 : 100) : asFound.minimumHealthyPercent(),
                maximum,
                spec.port() == 0 ? 0 : spec.rollout().graceSeconds(),
                rebalancing(spec, maximum, asFound),
                !asFound.withoutBreaker(),
                names(wish).container(),
                spec.port());
    }

    /** ECS refuses it with a maximum of 100 % or less; one task cannot be out of balance. */
    private static boolean rebalancing(EnvironmentSpec spec, int maximum, AsFound asFound) {
        return asFound.rebalancing().isEmpty()
                ? spec.count() >= 2 && maximum > 100
                : asFound.rebalancing().equals("ENABLED");
    }

    private static ResourceNames names(Wish wish) {
        return wish.placement().names();
    }

    private static int retention(Wish wish, Platform platform) {
        return switch (wish.asFound().retentionDays()) {
            case 0 -> platform.logRetentionDays();
            case AsFound.FOR_EVER -> 0;
            default -> wish.asFound().retentionDays();
        };
    }
}
