package no.dotkom.portal.plan;

import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;

/** The eight wishes for which the whole state space is planned. */
enum Desire {
    /** Public, one rule, one redirect, and alias records for the hosts that no wildcard covers. */
    HTTP {
        @Override
        Wish wish() {
            return Samples.wish(PUBLIC);
        }
    },
    /** Reached from the platform only: its source address leaves room for four hosts, so it has two rules. */
    PLATFORM_REACH {
        @Override
        Wish wish() {
            return Samples.wish(Samples.spec(Samples.http(
                    Reach.PLATFORM,
                    "a.online.ntnu.no",
                    "b.online.ntnu.no",
                    "c.online.ntnu.no",
                    "d.online.ntnu.no",
                    "e.online.ntnu.no")));
        }

        @Override
        DesiredState.Deployed reference() {
            return Samples.deployed(wish());
        }
    },
    /** What AWS still holds of it may be that of the public application it was before. */
    WORKER {
        @Override
        Wish wish() {
            return Samples.wish(Samples.spec(new Ingress.None()));
        }
    },
    /** A later version that leaves the container alone. */
    PAUSED {
        @Override
        Wish wish() {
            var run = HTTP.wish();
            return new Wish(
                    run.environment(),
                    run.name(),
                    run.generation().next(),
                    run.containerGeneration(),
                    Intent.PAUSE,
                    run.spec(),
                    run.placement(),
                    false,
                    false);
        }
    },
    GONE {
        @Override
        Wish wish() {
            return gone(false);
        }
    },
    GONE_KEEPING_LOGS {
        @Override
        Wish wish() {
            return gone(true);
        }
    },
    /** Its tag is not resolved yet. */
    UNPINNED {
        @Override
        Wish wish() {
            return Samples.wish(PUBLIC.withImage(PUBLIC.image().unpinned()));
        }
    },
    /** A member cancelled it. */
    ABORTED {
        @Override
        Wish wish() {
            var run = HTTP.wish();
            return new Wish(
                    run.environment(),
                    run.name(),
                    run.generation(),
                    run.containerGeneration(),
                    run.intent(),
                    run.spec(),
                    run.placement(),
                    true,
                    false);
        }
    };

    private static final EnvironmentSpec PUBLIC = Samples.spec(Samples.redirecting(
            Samples.http(Reach.PUBLIC, "grades.online.ntnu.no", "grades.example.org"),
            new Redirect(Samples.host("www.example.org"), Samples.host("grades.example.org"), "")));

    abstract Wish wish();

    DesiredState desired() {
        return Desires.of(wish(), Samples.PLATFORM);
    }

    /** An application with everything an application can have: what is present in AWS equals or resembles its parts. */
    DesiredState.Deployed reference() {
        return Samples.deployed(PUBLIC);
    }

    private static Wish gone(boolean keepLogs) {
        var wish = Samples.wish(PUBLIC, Intent.REMOVE);
        return new Wish(
                wish.environment(),
                wish.name(),
                new Generation(8),
                wish.containerGeneration(),
                Intent.REMOVE,
                wish.spec(),
                wish.placement(),
                false,
                keepLogs);
    }
}
