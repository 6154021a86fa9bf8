package no.dotkom.portal.apps;

import java.util.List;
import java.util.Map;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A spec as it lies in the table {@code version}; read back through the same checks that let it in.
 *
 * @param secrets their names; null in what was written before there were any
 */
record SpecJson(
        String registry,
        String repository,
        @Nullable String tag,
        @Nullable String digest,
        @Nullable Http http,
        Size size,
        int count,
        RolloutSettings rollout,
        Architecture architecture,
        Map<String, String> variables,
        @Nullable List<String> secrets,
        String containerCheck) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param redirects null in what was written before there were any */
    record Http(
            Reach reach,
            List<String> hosts,
            int port,
            HealthCheck health,
            @Nullable List<Sent> redirects) {}

    /** A redirect. */
    record Sent(String from, String to, String path) {
        static Sent of(Redirect redirect) {
            return new Sent(redirect.from().value(), redirect.to().value(), redirect.path());
        }

        Redirect redirect() {
            return new Redirect(new HostName(from), new HostName(to), path);
        }
    }

    static String write(EnvironmentSpec spec) {
        var image = spec.image();
        var json = new SpecJson(
                image.registry(),
                image.repository(),
                image.tag(),
                image.digest(),
                http(spec.ingress()),
                spec.size(),
                spec.count(),
                spec.rollout(),
                spec.architecture(),
                spec.variables().values(),
                List.copyOf(spec.secrets().names()),
                spec.containerCheck());
        return JSON.writeValueAsString(json);
    }

    static EnvironmentSpec read(String stored) {
        var json = JSON.readValue(stored, SpecJson.class);
        return new EnvironmentSpec(
                new ImageRef(json.registry, json.repository, json.tag, json.digest),
                ingress(json.http),
                json.size,
                json.count,
                json.rollout,
                json.architecture,
                Variables.of(json.variables),
                json.secrets == null ? Secrets.NONE : Secrets.of(json.secrets),
                json.containerCheck);
    }

    private static @Nullable Http http(Ingress ingress) {
        return switch (ingress) {
            case Ingress.Http(var reach, var hosts, var port, var health, var redirects) ->
                new Http(
                        reach,
                        hosts.stream().map(HostName::value).toList(),
                        port,
                        health,
                        redirects.stream().map(Sent::of).toList());
            case Ingress.None() -> null;
        };
    }

    private static Ingress ingress(@Nullable Http http) {
        return http == null
                ? new Ingress.None()
                : new Ingress.Http(
                        http.reach,
                        http.hosts.stream().map(HostName::new).toList(),
                        http.port,
                        http.health,
                        http.redirects == null
                                ? List.of()
                                : http.redirects.stream().map(Sent::redirect).toList());
    }
}
