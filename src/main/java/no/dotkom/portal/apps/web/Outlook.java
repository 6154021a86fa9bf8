package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.Desires;
import no.dotkom.portal.plan.Placement;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Wish;

/** What a wish would come to, before anyone has accepted it. */
final class Outlook {
    private static final EnvironmentId UNBORN = new EnvironmentId(new UUID(0, 0));
    /** Stands for the digest that the loop will find: only images with one are planned further. */
    private static final String ANY_DIGEST = "sha256:" + "0".repeat(64);

    private Outlook() {}

    /** All that a new environment would make, in order. */
    static List<Step> created(EnvironmentName name, EnvironmentSpec spec, Platform platform) {
        var redirects = Forecast.redirectPriorities(spec.ingress());
        var wish = wish(name, spec, redirects, platform, Generation.FIRST, Generation.FIRST, Intent.RUN);
        return new Forecast(UNBORN).towards(Desires.of(wish, platform));
    }

    /** What changes on AWS when {@code spec} follows {@code latest}. */
    static List<Step> changed(EnvironmentName name, Version latest, EnvironmentSpec spec, Platform platform) {
        var forecast = new Forecast(UNBORN);
        var before = latest.containerGeneration();
        var redirects = Forecast.redirectPriorities(latest.spec().ingress(), spec.ingress());
        forecast.towards(
                desired(name, latest.spec(), redirects, platform, latest.generation(), before, latest.intent()));
        var next = latest.generation().next();
        var container = spec.sameContainer(latest.spec()) ? before : next;
        return forecast.towards(desired(name, spec, redirects, platform, next, container, latest.intent()));
    }

    /** What is taken away when it is removed. */
    static List<Step> removed(EnvironmentName name, Version latest, boolean keepLogs, Platform platform) {
        var forecast = new Forecast(UNBORN);
        var container = latest.containerGeneration();
        var redirects = Forecast.redirectPriorities(latest.spec().ingress());
        forecast.towards(desired(name, latest.spec(), redirects, platform, latest.generation(), container, Intent.RUN));
        return forecast.towards(
                new DesiredState.Gone(UNBORN, latest.generation().next(), keepLogs));
    }

    private static DesiredState desired(
            EnvironmentName name,
            EnvironmentSpec spec,
            SortedMap<HostName, Integer> redirects,
            Platform platform,
            Generation generation,
            Generation container,
            Intent intent) {
        return Desires.of(wish(name, spec, redirects, platform, generation, container, intent), platform);
    }

    private static Wish wish(
            EnvironmentName name,
            EnvironmentSpec spec,
            SortedMap<HostName, Integer> redirects,
            Platform platform,
            Generation generation,
            Generation container,
            Intent intent) {
        var rules = Desires.rulesNeeded(spec.ingress(), platform);
        var gateway = platform.gateways().getFirst().id();
        var placement = new Placement(gateway, Forecast.priorities(rules), redirects, "", ResourceNames.of(name));
        return new Wish(
                UNBORN,
                name,
                generation,
                container,
                intent,
                spec.withImage(pinned(spec.image())),
                placement,
                false,
                false);
    }

    private static ImageRef pinned(ImageRef image) {
        return image.pinned() ? image : image.pinnedTo(ANY_DIGEST);
    }
}
