package no.dotkom.portal.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;

/** What members ask for in tests: images of local AWS's registry, small, served on port 8080. */
public final class Specs {
    private static final String REGISTRY = "123456789012.dkr.ecr.eu-north-1.amazonaws.com";

    private Specs() {}

    public static EnvironmentSpec web(String image, String... hosts) {
        return spec(image, ingress(Reach.PUBLIC, hosts));
    }

    public static EnvironmentSpec worker(String image) {
        return spec(image, new Ingress.None());
    }

    public static Ingress ingress(Reach reach, String... hosts) {
        return new Ingress.Http(reach, Arrays.stream(hosts).map(HostName::new).toList(), 8080, HealthCheck.DEFAULT);
    }

    /** @param redirects from, to, from, to … */
    public static EnvironmentSpec redirecting(EnvironmentSpec spec, String... redirects) {
        var http = (Ingress.Http) spec.ingress();
        var all = new ArrayList<Redirect>();
        for (var i = 0; i < redirects.length; i += 2) {
            var slash = (redirects[i + 1] + "/").indexOf('/');
            var to = new HostName(redirects[i + 1].substring(0, slash));
            all.add(new Redirect(new HostName(redirects[i]), to, redirects[i + 1].substring(slash)));
        }
        return with(spec, new Ingress.Http(http.reach(), http.hosts(), http.port(), http.health(), all));
    }

    public static EnvironmentSpec spec(String image, Ingress ingress) {
        return new EnvironmentSpec(
                image(image), ingress, Size.NANO, 1, RolloutSettings.DEFAULT, Architecture.AMD64, Variables.NONE, "");
    }

    public static ImageRef image(String image) {
        return ImageRef.parse(image, REGISTRY).orElseThrow();
    }

    public static EnvironmentSpec with(EnvironmentSpec spec, Ingress ingress) {
        return new EnvironmentSpec(
                spec.image(),
                ingress,
                spec.size(),
                spec.count(),
                spec.rollout(),
                spec.architecture(),
                spec.variables(),
                spec.containerCheck());
    }

    public static EnvironmentSpec with(EnvironmentSpec spec, Size size) {
        return new EnvironmentSpec(
                spec.image(),
                spec.ingress(),
                size,
                spec.count(),
                spec.rollout(),
                spec.architecture(),
                spec.variables(),
                spec.containerCheck());
    }

    public static EnvironmentSpec with(EnvironmentSpec spec, RolloutSettings timing) {
        return new EnvironmentSpec(
                spec.image(),
                spec.ingress(),
                spec.size(),
                spec.count(),
                timing,
                spec.architecture(),
                spec.variables(),
                spec.containerCheck());
    }

    public static EnvironmentSpec with(EnvironmentSpec spec, Variables variables) {
        return new EnvironmentSpec(
                spec.image(),
                spec.ingress(),
                spec.size(),
                spec.count(),
                spec.rollout(),
                spec.architecture(),
                variables,
                spec.containerCheck());
    }

    public static EnvironmentSpec with(EnvironmentSpec spec, Architecture architecture) {
        return new EnvironmentSpec(
                spec.image(),
                spec.ingress(),
                spec.size(),
                spec.count(),
                spec.rollout(),
                architecture,
                spec.variables(),
                spec.containerCheck());
    }
}
