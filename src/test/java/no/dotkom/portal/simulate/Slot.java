package no.dotkom.portal.simulate;

import java.util.List;
import java.util.UUID;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.Specs;
import org.jspecify.annotations.Nullable;

/** A place for one environment after another of the same name, and what is known of the one that is there. */
final class Slot {
    /** What its secrets are called, where it has some. */
    static final List<String> SECRETS = List.of("API_KEY", "SESSION_KEY");

    final int number;
    /** Absent before the first registration and after it was refused; of one that is gone until the next. */
    @Nullable EnvironmentId id;

    @Nullable Registration registration;

    /** Somebody has changed by hand what it has on AWS: from now on it may drift. */
    boolean touched;

    /**
     * A target group of its name lost the portal's tags: it is left alone as anybody's, and keeps the name from who
     * comes next.
     */
    boolean nameTaken;

    /** The value of a secret was deleted by hand: no new task may start, and those that run serve on. */
    boolean secretGone;

    /**
     * A certificate of its host was deleted by hand. Only that certificate knew of the record that ACM had asked for: when
     * the host goes before another is requested, the record stays.
     */
    boolean certificateGone;

    /** It has served visitors, and must go on. */
    boolean serving;

    Slot(int number) {
        this.number = number;
    }

    boolean worker() {
        return number == History.SLOTS - 1;
    }

    String name() {
        return "app" + number + "-production";
    }

    /** The host name that it keeps through all changes. */
    String host() {
        return "app" + number + ".localhost";
    }

    /** One that comes and goes. */
    String host(Act.Name another) {
        return switch (another) {
            case BESIDE -> "app" + number + "-too.localhost";
            case RECORD -> "app" + number + ".apps.example.no";
            case REDIRECT -> "app" + number + "-old.localhost";
            case CERTIFICATE -> "app" + number + ".example.no";
            case ELSEWHERE -> "app" + number + ".test";
        };
    }

    Registration wish(String image) {
        var name = new EnvironmentName(new AppName("app" + number), new EnvironmentSlug("production"));
        return new Registration(
                name, LoopWorld.WEBKOM, spec(image), UUID.randomUUID().toString());
    }

    private EnvironmentSpec spec(String image) {
        if (worker()) {
            return Specs.worker(image);
        }
        return number == 2 ? Specs.web(image, host(), "app2.apps.example.no") : Specs.web(image, host());
    }

    void taken(EnvironmentId id, Registration registration) {
        if (!id.equals(this.id)) {
            this.id = id;
            touched = nameTaken;
            secretGone = false;
            serving = false;
        }
        this.registration = registration;
    }

    boolean is(EnvironmentDetails details) {
        return details.ref().id().equals(id);
    }

    @Override
    public String toString() {
        return name();
    }
}
