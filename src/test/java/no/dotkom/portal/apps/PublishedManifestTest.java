package no.dotkom.portal.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.ParameterStore;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Zone;
import org.junit.jupiter.api.Test;

/** What Terraform's manifest module writes, which its own tests hold to the same file, is what this portal reads. */
class PublishedManifestTest {
    private static final Path PUBLISHED = Path.of("infra-bootstrap/modules/manifest/tests/manifest.json");

    @Test
    void itIsReadWhole() throws IOException {
        // When
        var platform = ManifestJson.parse(Files.readString(PUBLISHED));
        // Then
        var at = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:";
        var gateway = "/app/evergreen-prod-gateway/50dc6c495c0c9188";
        assertThat(platform)
                .isEqualTo(new Platform(
                        "eu-north-1",
                        new Arn("arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen-prod-cluster"),
                        "evergreen-prod-cluster",
                        "vpc-0e7e46ee10abc0001",
                        List.of(new Gateway(
                                "evergreen-prod-gateway",
                                new Arn(at + "loadbalancer" + gateway),
                                new Arn(at + "listener" + gateway + "/f2f7dc8efc522ab2"),
                                "evergreen-prod-gateway-1.eu-north-1.elb.amazonaws.com",
                                "Z23TAZ6LKFMNIO",
                                "https://gateway.apps.example.no")),
                        Map.of(
                                Architecture.AMD64, "evergreen-prod-ec2-nodes",
                                Architecture.ARM64, "evergreen-prod-ec2-nodes-arm64"),
                        new Arn("arn:aws:iam::123456789012:role/evergreen-prod-ecs-execution"),
                        List.of(
                                new Zone("apps.example.no", "Z0123456789ABCDEFGHIJ", true, "*.apps.example.no"),
                                new Zone("example.no", "Z0123456789ABCDEFGHIK", false, null),
                                new Zone("example.com", null, false, null)),
                        List.of("123456789012.dkr.ecr.eu-north-1.amazonaws.com", "ghcr.io/dotkom"),
                        Set.of(host("gateway.apps.example.no"), host("portal.apps.example.no")),
                        List.of("203.0.113.10/32"),
                        30,
                        170,
                        new ParameterStore(
                                "/evergreen/prod/apps/",
                                "/evergreen-prod/apps/",
                                new Arn("arn:aws:iam::123456789012:policy/evergreen-prod-apps-boundary"))));
    }

    private static HostName host(String name) {
        return HostName.parse(name).orElseThrow();
    }
}
