package no.dotkom.portal.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.watch.ServicePicture;

/** Says who is served, then what is wrong (ux.md §1). Pure. */
final class Verdicts {
    private static final int STEPS = 9;

    private Verdicts() {}

    /** The loudest sentence of an environment's page. */
    static Sentence say(Situation of) {
        return switch (of.health()) {
            case FAILED, PENDING, DEPLOYING -> still(of);
            case UNHEALTHY -> unhealthy(of);
            case UNKNOWN -> about("dashboard.say.unknown", of.shown());
            case REMOVING -> Sentence.of("dashboard.say.removing", of.app(), of.slug());
            case HEALTHY -> all(of.shown());
            case PAUSED -> about("dashboard.say.paused", of.shown());
        };
    }

    /** Who is served while a newer version is not there yet, or came to nothing. */
    static Sentence still(Situation of) {
        if (of.environment().underway() && of.latest().intent() == Intent.PAUSE) {
            return about("dashboard.say.pausing", of.shown());
        }
        return of.serving()
                .map(serving ->
                        answering(of) ? about("dashboard.say.still", serving) : about("dashboard.say.none", serving))
                .orElseGet(() -> nothing(of));
    }

    private static Sentence nothing(Situation of) {
        var live = of.environment().live();
        return live != null && live.intent() == Intent.PAUSE
                ? about("dashboard.say.paused", live)
                : about("dashboard.say.nothing", of.latest());
    }

    /** False only when it is known that no task is well. */
    private static boolean answering(Situation of) {
        var service = of.service();
        return service == null || of.picture().old() || service.healthy() > 0;
    }

    private static Sentence unhealthy(Situation of) {
        var healthy =
                Optional.ofNullable(of.service()).map(ServicePicture::healthy).orElse(0);
        return healthy == 0
                ? about("dashboard.say.none", of.shown())
                : about("dashboard.say.some", of.shown(), healthy, of.wanted());
    }

    /** The version carries everything. */
    static Sentence all(Version version) {
        return about("dashboard.say.all", version);
    }

    /** A sentence about a version and its domain; a worker has none and is told in other words. */
    static Sentence about(String key, Version version, Object... more) {
        var values = new ArrayList<Object>();
        values.add(version.generation());
        var host = Situation.host(version);
        host.ifPresent(values::add);
        values.addAll(List.of(more));
        return new Sentence.Keyed(host.isPresent() ? key : key + ".worker", values);
    }

    /** What stands under an environment's health in a list; nothing where all is well. */
    static List<Sentence> cause(Situation of) {
        var latest = of.latest();
        return switch (of.health()) {
            case FAILED -> List.of(why(latest), kept(of));
            case UNHEALTHY -> List.of(healthy(of));
            case UNKNOWN -> List.of(seen(of));
            case DEPLOYING -> List.of(step(of), kept(of));
            case REMOVING, PAUSED -> List.of(asked(of));
            case PENDING -> List.of(waiting(of));
            case HEALTHY -> drift(of);
        };
    }

    static Sentence why(Version version) {
        var problem = version.problem();
        return problem == null ? Sentence.of("dashboard.failed") : why(version, problem);
    }

    /** The same when more is known of the problem than the version has. */
    static Sentence why(Version version, Problem problem) {
        if (problem.code().equals("CANCELLED")) {
            return Sentence.of("dashboard.cancelled", version.generation());
        }
        // The circuit breaker tells no numbers of its own.
        return problem.code().equals("CB-1") && !problem.values().containsKey("failed")
                ? Sentence.of("dashboard.tasksFailed")
                : new Sentence.Told(problem);
    }

    private static Sentence kept(Situation of) {
        return of.serving()
                .map(serving -> Sentence.of("dashboard.kept", serving.generation()))
                .orElseGet(() -> Sentence.of("dashboard.kept.none"));
    }

    static Sentence healthy(Situation of) {
        var service = of.service();
        return service == null
                ? Sentence.of("dashboard.noService")
                : Sentence.of("dashboard.healthy", service.healthy(), of.wanted());
    }

    static Sentence seen(Situation of) {
        var at = of.picture().readAt();
        if (at == null) {
            return Sentence.of("dashboard.unread");
        }
        return of.picture().old() ? Sentence.of("dashboard.silent", at) : Sentence.of("dashboard.unseen");
    }

    static Sentence step(Situation of) {
        return Sentence.of("dashboard.stepOf", Math.max(1, of.progress().at()), STEPS);
    }

    private static Sentence asked(Situation of) {
        var key = of.removing() ? "dashboard.removedBy" : "dashboard.pausedBy";
        var by = of.removing()
                ? of.latest()
                : Optional.ofNullable(of.environment().live()).orElse(of.latest());
        return Sentence.of(key, by.authorName(), by.createdAt());
    }

    private static Sentence waiting(Situation of) {
        if (of.environment().adopting()) {
            return Sentence.of("dashboard.adopting");
        }
        return of.environment().underway()
                ? Sentence.of("dashboard.waits", of.latest().generation())
                : Sentence.of("dashboard.never");
    }

    private static List<Sentence> drift(Situation of) {
        return of.drifted() == 0 ? List.of() : List.of(drifted(of));
    }

    static Sentence drifted(Situation of) {
        return Sentence.of("dashboard.drifted", of.drifted());
    }

    /** With its full stop, where another sentence follows. */
    private static Sentence whole(Sentence part) {
        return Sentence.of("dashboard.whole", part);
    }

    /** What stands under the verdict of an overview, before the ages. */
    static List<Sentence> more(Situation of) {
        var newest = of.latest().generation();
        return switch (of.health()) {
            case FAILED ->
                List.of(Sentence.of(
                        "dashboard.failedIn", newest, Math.max(1, of.progress().at()), STEPS));
            case DEPLOYING ->
                List.of(Sentence.of(
                        "dashboard.isAt", newest, Math.max(1, of.progress().at()), STEPS));
            case REMOVING, PAUSED -> List.of(whole(asked(of)));
            case PENDING -> List.of(of.environment().underway() ? whole(waiting(of)) : waiting(of));
            case UNKNOWN -> List.of(whole(seen(of)));
            case UNHEALTHY, HEALTHY -> List.of();
        };
    }
}
