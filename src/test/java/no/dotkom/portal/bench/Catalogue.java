package no.dotkom.portal.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import no.dotkom.portal.bench.Estate.Environment;

/** Every page of the portal with the addresses to ask for. A page that is missing here is told by {@link #missing}. */
record Catalogue(List<BenchPage> pages) {
    private static final String API = "asked by workflows, which wait for minutes: the load is a member's";
    private static final String MAINTAINERS = "for maintainers alone: the load is a member's";

    /** What answers a GET and is not measured, with the reason. */
    private static final Map<String, String> NO_PAGES = Map.ofEntries(
            Map.entry("GET /events", "a stream that stays open"),
            Map.entry("GET /apps/{app}/{environment}/logs/stream", "a stream, measured by LogMeasure"),
            Map.entry("GET /apps/{app}/{environment}/logs/download", "a file as long as the log is"),
            Map.entry("GET /apps/{app}/{environment}/tasks/{id}", "its address holds what only AWS knows"),
            Map.entry("GET /apps/{app}/{environment}/adoption", "nothing of the estate was made elsewhere"),
            Map.entry("GET /api/v1/apps", API),
            Map.entry("GET /api/v1/apps/{app}/{environment}", API),
            Map.entry("GET /api/v1/apps/{app}/{environment}/versions", API),
            Map.entry("GET /api/v1/apps/{app}/{environment}/versions/{number}", API),
            Map.entry("GET /api/v1/openapi.json", "the same document, read once by whoever writes a client"),
            Map.entry("GET /openapi.json", "the same document, read once by whoever writes a client"),
            Map.entry("GET /admin/drift", MAINTAINERS),
            Map.entry("GET /admin/drift/orphan", MAINTAINERS),
            Map.entry("GET /admin/adopt", MAINTAINERS),
            Map.entry("GET /admin/adopt/{service}", MAINTAINERS),
            Map.entry("GET /admin/audit", MAINTAINERS),
            Map.entry("GET /admin/audit/export", MAINTAINERS),
            Map.entry("GET /admin/diagnoses", MAINTAINERS));

    static Catalogue of(Estate estate) {
        var pages = new ArrayList<BenchPage>();
        pages.addAll(lists());
        pages.addAll(ofEnvironments(estate.environments()));
        pages.addAll(ofVersions(estate.changed()));
        pages.addAll(registering(estate));
        pages.addAll(others());
        return new Catalogue(List.copyOf(pages));
    }

    private static List<BenchPage> lists() {
        return List.of(
                BenchPage.of("Applications", "/apps"),
                BenchPage.of("Applications, filtered", "GET /apps", List.of("/apps?q=bench01&health=healthy")),
                BenchPage.of("Applications: sparklines", "/apps/trends"),
                BenchPage.of("Palette", "GET /palette", List.of("/palette?q=bench")),
                BenchPage.of("Front door", "/").answering(303));
    }

    private static List<BenchPage> ofEnvironments(List<Environment> all) {
        return List.of(
                BenchPage.of("Application", "GET /apps/{app}", paths(all, each -> "/apps/" + each.app()))
                        .answering(303),
                below("Overview", "", all),
                below("Overview: sparklines", "/trends", all),
                below("Deployments", "/deployments", all),
                below("Tasks", "/tasks", all),
                below("Logs", "/logs", all),
                BenchPage.of(
                        "Logs: earlier lines",
                        "GET /apps/{app}/{environment}/logs/lines",
                        paths(all, each -> each.path() + "/logs/lines")),
                BenchPage.of(
                        "Promote",
                        "GET /apps/{app}/{environment}/promote/{from}",
                        paths(
                                all.stream()
                                        .filter(each -> each.slug().equals("production"))
                                        .toList(),
                                each -> each.path() + "/promote/staging")),
                below("Metrics", "/metrics", all),
                below("Domains", "/domains", all),
                below("Domains, asked of DNS", "/domains/checked", all),
                below("Activity", "/activity", all),
                below("Drift", "/drift", all),
                below("Settings", "/settings", all),
                below("Secrets", "/secrets", all),
                below("GitHub Actions", "/workflows", all),
                below("API tokens", "/tokens", all),
                below("Deploy", "/deploy", all),
                below("Deploy: newest tags", "/deploy/images", all),
                below("Remove", "/remove", all));
    }

    private static BenchPage below(String name, String page, List<Environment> all) {
        return BenchPage.of(name, "GET /apps/{app}/{environment}" + page, paths(all, each -> each.path() + page));
    }

    private static List<BenchPage> ofVersions(List<Environment> changed) {
        var version = "GET /apps/{app}/{environment}/versions/{number}";
        return List.of(
                BenchPage.of("Rollout", version, paths(changed, each -> each.path() + "/versions/2")),
                BenchPage.of(
                        "Roll back",
                        version + "/rollback",
                        paths(changed, each -> each.path() + "/versions/1/rollback")),
                BenchPage.of(
                        "Compare",
                        "GET /apps/{app}/{environment}/deployments/compare",
                        paths(changed, each -> each.path() + "/deployments/compare?from=1&to=2")));
    }

    private static List<BenchPage> registering(Estate estate) {
        var first = estate.environments().getFirst();
        return List.of(
                BenchPage.of("Register", "/apps/new"),
                BenchPage.of(
                        "Register another environment",
                        "GET /apps/{app}/environments/new",
                        paths(estate.environments(), each -> "/apps/" + each.app() + "/environments/new")),
                BenchPage.of("Review", "POST /apps/review", List.of("/apps/review"))
                        .posting(Estate.answers(new Environment("fresh", "staging", false))),
                BenchPage.of(
                                "Review of settings",
                                "POST /apps/{app}/{environment}/settings/review",
                                List.of(first.path() + "/settings/review"))
                        .posting(settings(first)),
                BenchPage.of(
                        "Look-up: image", "GET /apps/new/image", List.of("/apps/new/image?image=demo/healthy:1.0")),
                BenchPage.of(
                        "Look-up: domain",
                        "GET /apps/new/domain",
                        List.of(
                                "/apps/new/domain?name=fresh&environment=staging&reach=everyone&domain=fresh.localhost")),
                BenchPage.of("Look-up: size", "GET /apps/new/size", List.of("/apps/new/size?size=nano&count=1")),
                BenchPage.of("Look-up: check", "GET /apps/new/check", List.of("/apps/new/check?containerCheck=true")));
    }

    private static Map<String, String> settings(Environment environment) {
        var answers = new java.util.LinkedHashMap<>(Estate.answers(environment));
        answers.put("image", "demo/healthy:1.1");
        answers.put("size", "micro");
        answers.put("expected", "2");
        answers.putAll(
                Map.of("grace", "60", "interval", "10", "timeout", "5", "healthyAfter", "2", "unhealthyAfter", "3"));
        answers.putAll(Map.of("codes", "200", "stopTimeout", "30", "drain", "20", "architecture", "amd64"));
        return answers;
    }

    private static List<BenchPage> others() {
        return List.of(
                BenchPage.of("Preferences", "/preferences"),
                BenchPage.of("Style guide", "/styleguide"),
                BenchPage.of("Sign in", "/login").asStranger(),
                BenchPage.of("Not found", "ANY /error", List.of("/apps/nowhere/staging"))
                        .answering(404));
    }

    private static List<String> paths(List<Environment> environments, Function<Environment, String> path) {
        return environments.stream().map(path).distinct().toList();
    }

    /** What answers a GET and is neither measured nor known to be no page. */
    List<String> missing() {
        var missing = new TreeSet<>(Mappings.ofGets());
        missing.removeAll(NO_PAGES.keySet());
        pages.forEach(page -> missing.remove(page.mapping()));
        return List.copyOf(missing);
    }
}
