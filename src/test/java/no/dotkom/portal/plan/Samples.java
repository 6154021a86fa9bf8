package no.dotkom.portal.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;

/** One platform and one environment on it, from which the tests of this room make what they need. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    static final EnvironmentId ENVIRONMENT = EnvironmentId.parse("0c5f9a1e-7d0b-4c9e-8a55-9a3a3f0b7c01");
    static final EnvironmentName NAME = new EnvironmentName(new AppName("grades"), EnvironmentSlug.PRODUCTION);
    static final Generation OLD = new Generation(6);
    static final Generation WANTED = new Generation(7);
    static final Generation NEWER = new Generation(9);
    static final String EGRESS = "192.0.2.10/32";
    static final String PROOF = "5f1c";
    static final String DIGEST = "sha256:" + "7".repeat(64);

    private static final String ACCOUNT = "eu-north-1:123456789012:";
    private static final Gateway GATEWAY = new Gateway(
            "main",
            new Arn("arn:aws:elasticloadbalancing:" + ACCOUNT + "loadbalancer/app/main/1"),
            new Arn("arn:aws:elasticloadbalancing:" + ACCOUNT + "listener/app/main/1/2"),
            "main-1.eu-north-1.elb.amazonaws.com",
            "Z23TAZ6LKFMNIO",
            "https://main.example.org:443");

    /** A wildcard zone, a zone whose records we write, and one inside the wildcard zone whose records we write. */
    static final Platform PLATFORM = new Platform(
            "eu-north-1",
            new Arn("arn:aws:ecs:" + ACCOUNT + "cluster/apps"),
            "apps",
            "vpc-1",
            List.of(GATEWAY),
            Map.of(Architecture.ARM64, "nodes-arm64", Architecture.AMD64, "nodes-amd64"),
            new Arn("arn:aws:iam::123456789012:role/portal/execution"),
            List.of(
                    new Zone("online.ntnu.no", "ZONLINE", true, "*.online.ntnu.no"),
                    new Zone("lab.online.ntnu.no", "ZLAB", false, null),
                    new Zone("example.org", "ZEXAMPLE", false, "*.example.org"),
                    new Zone("elsewhere.net", null, false, null)),
            List.of("123456789012.dkr.ecr.eu-north-1.amazonaws.com", "ghcr.io/dotkom"),
            Set.of(),
            List.of(EGRESS),
            30,
            200,
            new ParameterStore(
                    "/evergreen/prod/apps/",
                    "/evergreen/apps/",
                    new Arn("arn:aws:iam::123456789012:policy/evergreen-apps-boundary")));

    private Samples() {}

    static HostName host(String name) {
        return new HostName(name);
    }

    static List<HostName> hosts(String... names) {
        return List.of(names).stream().map(HostName::new).toList();
    }

    static Ingress.Http http(Reach reach, String... hosts) {
        return new Ingress.Http(reach, hosts(hosts), 8080, HealthCheck.DEFAULT);
    }

    static Ingress.Http redirecting(Ingress.Http http, Redirect... redirects) {
        return new Ingress.Http(http.reach(), http.hosts(), http.port(), http.health(), List.of(redirects));
    }

    static ImageRef image() {
        return ImageRef.parse("grades/prd/web:1.4", PLATFORM.defaultRegistry()).orElseThrow();
    }

    static EnvironmentSpec spec(Ingress ingress) {
        return new EnvironmentSpec(
                image().pinnedTo(DIGEST),
                ingress,
                Size.SMALL,
                2,
                RolloutSettings.DEFAULT,
                Architecture.ARM64,
                Variables.of(Map.of("LOG_LEVEL", "info")),
                "");
    }

    static Wish wish(EnvironmentSpec spec) {
        return wish(spec, Intent.RUN);
    }

    static Wish wish(EnvironmentSpec spec, Intent intent) {
        var rules = Desires.rulesNeeded(spec.ingress(), PLATFORM);
        var priorities = List.of(3000, 3010, 3020, 3030, 3040).subList(0, rules);
        var placement = new Placement("main", priorities, redirects(spec.ingress()), PROOF, ResourceNames.of(NAME));
        return new Wish(ENVIRONMENT, NAME, WANTED, WANTED, intent, spec, placement, false, false);
    }

    private static SortedMap<HostName, Integer> redirects(Ingress ingress) {
        var numbers = new TreeMap<HostName, Integer>();
        if (ingress instanceof Ingress.Http http) {
            http.redirects().forEach(each -> numbers.put(each.from(), 3100 + numbers.size()));
        }
        return numbers;
    }

    static DesiredState.Deployed deployed(Wish wish) {
        return (DesiredState.Deployed) Desires.of(wish, PLATFORM);
    }

    static DesiredState.Deployed deployed(EnvironmentSpec spec) {
        return deployed(wish(spec));
    }
}
