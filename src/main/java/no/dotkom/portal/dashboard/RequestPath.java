package no.dotkom.portal.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Zone;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/** The way of a request, from the domain to the tasks: where it is broken, that hop carries the reason. Pure. */
final class RequestPath {
    private final Situation situation;
    private final Version version;
    private final Ingress.Http http;
    private final List<TaskPicture> tasks;

    private RequestPath(Situation situation, Version version, Ingress.Http http, List<TaskPicture> tasks) {
        this.situation = situation;
        this.version = version;
        this.http = http;
        this.tasks = tasks.stream().filter(task -> !task.stopped()).toList();
    }

    /** None for a worker. */
    static List<Hop> of(Situation situation, List<TaskPicture> tasks, @Nullable Zone zone, List<Integer> priorities) {
        var version = situation.shown();
        return version.spec().ingress() instanceof Ingress.Http http
                ? new RequestPath(situation, version, http, tasks).hops(zone, priorities)
                : List.of();
    }

    private List<Hop> hops(@Nullable Zone zone, List<Integer> priorities) {
        var host = http.hosts().getFirst();
        return List.of(domain(host, zone), certificate(zone), rule(priorities), targets(), running());
    }

    private Hop domain(HostName host, @Nullable Zone zone) {
        var scheme = zone != null && zone.certificate() != null ? "https://" : "http://";
        var known = zone != null && (zone.wildcard() || zone.hostedZone() != null);
        var more = Sentence.of(known ? "dashboard.hop.domain.ours" : "dashboard.hop.domain.outside");
        return hop("domain", made(), new Sentence.Quoted(host.value()), more, scheme + host, "DNS-");
    }

    private Hop certificate(@Nullable Zone zone) {
        var name = zone == null ? null : zone.certificate();
        return name == null
                ? hop("certificate", "idle", Sentence.of("dashboard.hop.plain"), null, null, "CERT-")
                : hop(
                        "certificate",
                        "healthy",
                        new Sentence.Quoted(name),
                        Sentence.of("dashboard.hop.covered"),
                        null,
                        "CERT-");
    }

    private Hop rule(List<Integer> priorities) {
        var gateway = new Sentence.Quoted(situation.environment().gateway());
        var what = priorities.isEmpty()
                ? Sentence.of("dashboard.hop.noRule")
                : Sentence.of("dashboard.hop.priority", Integer.toString(priorities.getFirst()));
        return hop("rule", made(), what, gateway, null, "RULE-");
    }

    private Hop targets() {
        var service = situation.service();
        var health = http.health();
        var usual = Sentence.of("dashboard.hop.check", health.path(), health.intervalSeconds());
        if (service == null) {
            return new Hop("dashboard.hop.targets", state(), Sentence.of("dashboard.hop.unknown"), usual, null);
        }
        var what = Sentence.of("dashboard.hop.healthy", service.healthy(), situation.wanted());
        var reason = tasks.stream()
                .filter(task -> task.health().equals("unhealthy"))
                .map(TaskPicture::healthReason)
                .filter(Predicate.not(String::isEmpty))
                .findFirst();
        var few = Health.tooFew(situation.environment(), service, service.healthy());
        var state = few && !situation.picture().old() ? "unhealthy" : state();
        return new Hop(
                "dashboard.hop.targets",
                state,
                what,
                reason.<Sentence>map(Sentence.Quoted::new).orElse(usual),
                null);
    }

    private Hop running() {
        var service = situation.service();
        var size = version.spec().size().presetName().orElse("");
        var more = size.isEmpty()
                ? Sentence.of("dashboard.hop.version", version.generation())
                : Sentence.of("dashboard.hop.versionSize", version.generation(), size);
        if (service == null) {
            return new Hop("dashboard.hop.tasks", state(), Sentence.of("dashboard.hop.unknown"), more, null);
        }
        var few = Health.tooFew(situation.environment(), service, service.running());
        var what = Sentence.of("dashboard.hop.running", service.running(), situation.wanted());
        return new Hop(
                "dashboard.hop.tasks", few && !situation.picture().old() ? "unhealthy" : state(), what, more, null);
    }

    /** Of a hop that nothing is known to be wrong with. */
    private String state() {
        return switch (situation.health()) {
            case UNKNOWN -> "unknown";
            case PAUSED -> "paused";
            case PENDING, DEPLOYING, FAILED -> situation.serving().isPresent() ? "healthy" : "pending";
            case REMOVING -> "removing";
            case UNHEALTHY, HEALTHY -> "healthy";
        };
    }

    /** Of what the second step of the first rollout makes. */
    private String made() {
        if (situation.removing()) {
            return "removing";
        }
        var there =
                situation.environment().live() != null || situation.progress().done() >= 2;
        return there ? "healthy" : "pending";
    }

    private Hop hop(
            String name, String state, Sentence what, @Nullable Sentence more, @Nullable String href, String codes) {
        var problem = problem(codes);
        return problem.isEmpty()
                ? new Hop("dashboard.hop." + name, state, what, more, href)
                : new Hop("dashboard.hop." + name, "unhealthy", what, new Sentence.Told(problem.get()), href);
    }

    private Optional<Problem> problem(String codes) {
        return situation.problems().stream()
                .filter(problem -> problem.code().startsWith(codes))
                .findFirst();
    }

    /** What the loop waits for and a person could do something about. */
    static List<Problem> problems(@Nullable Status status) {
        return status == null
                ? List.of()
                : status.waits().stream()
                        .filter(wait -> !wait.code().isEmpty())
                        .map(Blockers::problem)
                        .distinct()
                        .toList();
    }
}
