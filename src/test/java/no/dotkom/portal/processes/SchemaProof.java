package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import no.dotkom.portal.processes.KillPoint.Story;

/**
 * F28: a release that widens the schema is rolled out, and taken back. What is widened here is what {@code MigrationsTest}
 * allows a migration to do while an earlier portal runs.
 */
final class SchemaProof {
    private static final String WIDER = """
            alter table app add column later text;
            alter table environment add column later integer not null default 7;
            alter table version add column later jsonb;
            alter table environment_status add column later timestamptz not null default now();
            alter table step_record add column later text check (later <> '');
            alter table task_snapshot add column later text;
            create table later (id uuid primary key, environment uuid references environment (id));
            create index later_environments on environment (later);
            """;

    private SchemaProof() {}

    static void run(World world, Kari kari, Life life, Path folder) throws Exception {
        var later = world.portals().getFirst();
        var earlier = world.portals().getLast();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("V9001__wider.sql"), WIDER);
        // When the later release comes up beside the earlier one
        again(
                world,
                later,
                Map.of("SPRING_FLYWAY_LOCATIONS", "classpath:db/migration,filesystem:" + folder.toAbsolutePath()));
        assertThat(world.postgres()
                        .number("select count(*) from flyway_schema_history where version = '9001' and success"))
                .as("the schema is the wider one")
                .isEqualTo(1);
        smoke(world, kari, life, earlier, later);
        // And when it is taken back: both are of the earlier release, on the schema of the later one.
        again(world, earlier, Map.of());
        again(world, later, Map.of());
        smoke(world, kari, life, earlier, later);
    }

    private static void again(World world, Portal portal, Map<String, String> settings) throws Exception {
        world.front().drain(portal.port());
        portal.end();
        portal.begin(settings);
        portal.awaitReady();
        world.front().send(portal.port());
    }

    /** Each of them alone takes a form, carries it out and shows it. */
    private static void smoke(World world, Kari kari, Life life, Portal... portals) throws Exception {
        for (var portal : portals) {
            for (var other : world.portals()) {
                if (other != portal) {
                    world.front().drain(other.port());
                    other.running().signal("STOP");
                }
            }
            try {
                life.live(Story.DEPLOY);
                for (var path :
                        new String[] {"/apps", life.app().path(), life.app().path() + "/deployments"}) {
                    assertThat(kari.visitor().get(path).statusCode())
                            .as("%s by %s", path, portal)
                            .isEqualTo(200);
                }
            } finally {
                for (var other : world.portals()) {
                    other.running().signal("CONT");
                    other.awaitReady();
                    world.front().send(other.port());
                }
            }
        }
    }
}
