import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Writes the jOOQ classes: starts a PostgreSQL, runs our migrations on it, reads the schema back. The build runs it in
 * the source launcher whenever a migration changed. Arguments: the folder of migrations, the folder to write to.
 */
class GenerateJooq {
    public static void main(String[] args) throws Exception {
        try (var postgres =
                EmbeddedPostgres.builder().setRegisterShutdownHook(false).start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            Flyway.configure()
                    .dataSource(url, "postgres", "postgres")
                    .locations("filesystem:" + args[0])
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(url, Path.of(args[1])));
        }
    }

    private static Configuration configuration(String url, Path into) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword("postgres"))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withInputSchema("public")
                                .withOutputSchemaToDefault(true)
                                .withExcludes("flyway_schema_history|spring_session.*")
                                .withForcedTypes(new ForcedType()
                                        .withName("INSTANT")
                                        .withIncludeTypes("(?i:timestamptz|timestamp.*with time zone)")))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withPojos(false)
                                .withJavaTimeTypes(true)
                                .withGlobalObjectReferences(true))
                        .withTarget(new Target()
                                .withPackageName("no.dotkom.portaldb")
                                .withDirectory(into.toString())));
    }
}
