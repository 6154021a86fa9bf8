package no.dotkom.portal.apps.web;

import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.plan.Domain;
import no.dotkom.portal.plan.HostRule;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.TaskDefinition;
import no.dotkom.portal.plan.Zone;
import no.dotkom.portal.ui.Words;

/** Lists every resource that a new environment makes or shares, by what the planner would do. */
final class ResourceViews {
    private static final String NEW = "new";
    private static final String REUSED = "reused";
    /** A record in a zone that we do not write to. */
    private static final String YOURS = "yours";

    private final Platform platform;
    private final Words words;
    private final List<ResourceView> rows = new ArrayList<>();

    ResourceViews(Platform platform, Words words) {
        this.platform = platform;
        this.words = words;
    }

    List<ResourceView> of(EnvironmentName name, EnvironmentSpec spec) {
        for (var step : Outlook.created(name, spec, platform)) {
            created(step, spec);
        }
        if (spec.ingress() instanceof Ingress.Http http) {
            http.names().forEach(this::certificate);
            http.names().forEach(this::record);
            http.names().stream()
                    .filter(host -> platform.zoneOf(host).isEmpty())
                    .forEach(host ->
                            add("record", Domain.challenge(host), YOURS, words.message("apps.resource.record.proof")));
        }
        add("role", platform.executionRole().tail(), REUSED, words.message("apps.resource.role.detail"));
        return rows;
    }

    private void created(Step step, EnvironmentSpec spec) {
        switch (step) {
            case Step.CreateLogGroup(var group) ->
                add(
                        "logGroup",
                        group.name(),
                        NEW,
                        words.message("apps.resource.logGroup.detail", group.retentionDays()));
            case Step.RegisterTaskDefinition(var definition) ->
                add(
                        "taskDefinition",
                        definition.family(),
                        NEW,
                        words.message("apps.size.numbers", numbers(definition)));
            case Step.CreateTargetGroup(var group) ->
                add(
                        "targetGroup",
                        group.name(),
                        NEW,
                        words.message(
                                "apps.resource.targetGroup.detail",
                                String.valueOf(spec.port()),
                                group.health().path(),
                                group.drainSeconds()));
            case Step.CreateHostRule(var rule, var group) -> rule(rule);
            case Step.CreateService(var service, var definition, var group) ->
                add("service", service.name(), NEW, words.message("apps.resource.service.detail", service.count()));
            case Step.OfDomain _ -> {}
            case Step.PutDnsRecord(var zone, var host, var target) ->
                add("record", host.value(), NEW, words.message("apps.resource.record.detail", target));
            // A certificate of its own is told with its host; the others change or take away; nothing is there yet.
            case Step.OfSecrets _,
                    Step.SetLogRetention _,
                    Step.AdoptLogGroup _,
                    Step.UpdateTargetGroup _,
                    Step.SetDeregistrationDelay _,
                    Step.UpdateHostRule _,
                    Step.UpdateService _,
                    Step.StopServiceDeployment _,
                    Step.DeleteDnsRecord _,
                    Step.DeleteService _,
                    Step.DeleteHostRule _,
                    Step.DeleteTargetGroup _,
                    Step.DeregisterTaskDefinition _,
                    Step.DeleteLogGroup _ -> {}
        }
    }

    private static Object[] numbers(TaskDefinition definition) {
        return AnswerViews.numbers(definition.size());
    }

    private void rule(HostRule rule) {
        var gateway = platform.gateways().getFirst().id();
        var about = rule.text();
        var detail = rule.sources().isEmpty() ? about : words.message("apps.resource.rule.platform", about);
        add("rule", words.message("apps.resource.rule.name", gateway), NEW, detail);
    }

    private void certificate(HostName host) {
        if (platform.custom(host)) {
            add("certificate", host.value(), NEW, words.message("apps.resource.certificate.own"));
            return;
        }
        platform.zoneOf(host).map(Zone::certificate).ifPresent(certificate -> {
            if (rows.stream().noneMatch(row -> row.name().equals(certificate))) {
                add("certificate", certificate, REUSED, words.message("apps.resource.certificate.detail"));
            }
        });
    }

    /** Hosts for which nothing is written: a wildcard leads here, or the zone is another's. */
    private void record(HostName host) {
        var zone = platform.zoneOf(host).filter(each -> each.leads(host));
        var covered = zone.isPresent();
        var name = zone.map(each -> "*." + each.name()).orElse(host.value());
        if (rows.stream()
                .anyMatch(row -> row.kind().equals("record") && row.name().equals(name))) {
            return;
        }
        if (covered) {
            add("record", name, REUSED, words.message("apps.resource.record.wildcard"));
        } else {
            var target = platform.gateways().getFirst().dnsName();
            add("record", name, YOURS, words.message("apps.resource.record.yours", target));
        }
    }

    private void add(String kind, String name, String state, String detail) {
        rows.add(new ResourceView(kind, name, state, detail));
    }
}
