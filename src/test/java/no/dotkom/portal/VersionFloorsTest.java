package no.dotkom.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No part of the portal is older than its known holes (security.md §0), by the bill of materials inside its jar. */
class VersionFloorsTest {
    private static final String BILL = "/META-INF/sbom/application.cdx.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode bill() throws IOException {
        try (InputStream file = VersionFloorsTest.class.getResourceAsStream(BILL)) {
            return JSON.readTree(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "org.springframework.boot,spring-boot,4.0.6",
        "org.springframework,spring-core,7.0.9",
        "org.springframework,spring-webmvc,7.0.9",
        "org.springframework.security,spring-security-web,7.0.5",
        "org.thymeleaf,thymeleaf,3.1.4",
        "org.apache.tomcat.embed,tomcat-embed-core,11.0.22",
        "org.postgresql,postgresql,42.7.11"
    })
    void noneIsBelowItsFloor(String group, String name, String floor) throws IOException {
        var versions = bill().get("components")
                .valueStream()
                .filter(each -> each.path("group").asString("").equals(group)
                        && each.path("name").asString("").equals(name))
                .map(each -> Version.parse(each.path("version").asString("")))
                .toList();
        assertThat(versions).as(name).hasSize(1);
        assertThat(versions.getFirst()).as(name).isGreaterThanOrEqualTo(Version.parse(floor));
    }

    @Test
    void theScriptsOfPagesAreNotEither() throws IOException {
        var lock = JSON.readTree(Files.readString(Path.of("frontend", "package-lock.json")));
        var htmx = lock.get("packages").get("node_modules/htmx.org");
        assertThat(Version.parse(htmx.get("version").asString(""))).isGreaterThanOrEqualTo(Version.parse("4.0.1"));
        assertThat(htmx.get("integrity").asString("")).startsWith("sha512-");
    }

    @Test
    void nothingThatOnlyTestsNeedIsDelivered() throws IOException {
        assertThat(bill().get("components")
                        .valueStream()
                        .map(each -> each.path("name").asString("")))
                .hasSizeGreaterThan(50)
                .noneMatch(name -> name.contains("junit") || name.contains("playwright") || name.contains("archunit"));
    }
}
