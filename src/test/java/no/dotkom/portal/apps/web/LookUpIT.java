package no.dotkom.portal.apps.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookUpIT extends AppsPages {
    @BeforeEach
    void threeNodes() {
        sql.execute("delete from node_snapshot");
        node("node-a", 1024, 1000);
        node("node-b", 512, 440);
        node("node-c", 2048, 100);
    }

    private void node(String name, int cpu, int memory) {
        sql.execute(
                "insert into node_snapshot values (?, ?, ?, 't3.small', 'x86_64', 'eu-north-1a', 'ACTIVE', true, 2048, ?,"
                        + " 1900, ?, now())",
                name,
                name,
                name,
                cpu,
                memory);
    }

    private String fact(String path, String... parameters) {
        var request = get(path);
        for (var i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        var answer = ask(KARI, request);
        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyText().startsWith("<div id=\"").contains("role=\"status\"");
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/dotkom/web:1, 'Found. linux/amd64, linux/arm64, 182 MB, pushed 2 h ago.'",
        "ghcr.io/dotkom/web:gone, Not found yet.",
        "ghcr.io/dotkom/web:secret, The registry does not show it to the portal.",
        "ghcr.io/dotkom/web:slow, ''",
        "ghcr.io/evil/web:1, 'Images come from 123456789012.dkr.ecr.eu-north-1.amazonaws.com, ghcr.io/dotkom.'",
        "'Not An Image', ''",
        "'', ''",
    })
    void anImageHasItsFact(String image, String fact) {
        assertThat(fact("/apps/new/image", "image", image)).isEqualTo(fact);
    }

    @ParameterizedTest
    @CsvSource({
        "a.online.ntnu.no, Covered by an existing certificate.",
        "a.b.online.ntnu.no, Covered by an existing certificate.",
        "a.abakus.no, Needs one DNS record; shown on the next page.",
        "a.example.com, 'a.example.com lies outside the zones of this platform: it answers once two records, shown on the Domains page, say that it is yours.'",
        "'', It will be voting-staging.online.ntnu.no. Covered by an existing certificate.",
        "'*.x', ''",
    })
    void aDomainHasItsFact(String domain, String fact) {
        assertThat(fact(
                        "/apps/new/domain",
                        "domain",
                        domain,
                        "name",
                        "voting",
                        "environment",
                        "staging",
                        "reach",
                        "everyone"))
                .isEqualTo(fact);
    }

    @Test
    void aSizeHasItsFacts() {
        assertThat(fact("/apps/new/size", "size", "small", "count", "2", "environment", "staging"))
                .isEqualTo(
                        "Fits on 2 of 3 nodes. 184 MiB stay free on the fullest. About 27 % of a node, 46 kr a month."
                                + " 2 tasks run on 2 nodes.");
        assertThat(fact("/apps/new/size", "size", "large", "environment", "staging"))
                .startsWith("Fits on none of 3 nodes now.");
        assertThat(fact("/apps/new/size", "size", "custom")).isEmpty();
    }

    @Test
    void aCheckThatAlwaysPassesIsToldSo() {
        assertThat(fact("/apps/new/check", "containerCheck", "exit 0"))
                .isEqualTo("This container check always passes.");
        assertThat(fact("/apps/new/check", "containerCheck", "curl -f localhost"))
                .isEmpty();
    }
}
