package no.dotkom.portal.local;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.model.Variables;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** What a newcomer finds: a few applications, registered through the same door as theirs will be. */
class ExampleEstate {
    private final Apps apps;
    private final Platforms platforms;

    ExampleEstate(Apps apps, Platforms platforms) {
        this.apps = apps;
        this.platforms = platforms;
    }

    @EventListener
    void furnish(ApplicationReadyEvent ready) {
        var web = new TeamSlug("webkom");
        var app = new TeamSlug("appkom");
        register("Kari Nilsen", web, "grades", "production", "demo/healthy:1.4.2", Size.MICRO, 2, "grades.localhost");
        register(
                "Kari Nilsen",
                web,
                "grades",
                "staging",
                "demo/healthy:1.5.0",
                Size.NANO,
                1,
                "grades-staging.localhost");
        register("Ola Moen", app, "voting", "production", "demo/slow:2.0", Size.NANO, 1, "voting.localhost");
        register("Ola Moen", app, "pizzapicker", "production", "demo/worker:3.1", Size.NANO, 1);
    }

    private void register(
            String who, TeamSlug team, String name, String slug, String image, Size size, int count, String... hosts) {
        var roles = new TreeMap<TeamSlug, Role>();
        roles.put(team, Role.DEVELOPER);
        var member = new Member(
                UUID.nameUUIDFromBytes(who.getBytes(java.nio.charset.StandardCharsets.UTF_8)), who, false, roles);
        var environment = new EnvironmentName(new AppName(name), new EnvironmentSlug(slug));
        apps.register(
                member,
                new Registration(
                        environment, team, spec(image, size, count, List.of(hosts)), "example/" + environment));
    }

    private EnvironmentSpec spec(String image, Size size, int count, List<String> hosts) {
        var ingress = hosts.isEmpty()
                ? new Ingress.None()
                : new Ingress.Http(
                        Reach.PUBLIC, hosts.stream().map(HostName::new).toList(), 3000, HealthCheck.DEFAULT);
        return new EnvironmentSpec(
                ImageRef.parse(image, platforms.current().defaultRegistry()).orElseThrow(),
                ingress,
                size,
                count,
                RolloutSettings.DEFAULT,
                Architecture.AMD64,
                Variables.NONE,
                "");
    }
}
