package no.dotkom.portal.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.dotkom.portal.apps.ManifestReading;
import no.dotkom.portal.model.Architecture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both example roots on an independent emulator: made, planned again without a change, read by the portal, destroyed. */
class TerraformApplyIT {
    @TempDir
    private Path made;

    private String applied(String root) throws IOException {
        assumeTrue(Script.installed("terraform"), "terraform is not installed, so nothing is applied");
        var outcome = Script.infra("apply", root, made.toString());
        assumeTrue(outcome.skipped().isEmpty(), () -> String.join(" ", outcome.skipped()));
        assertThat(outcome.exit()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("Apply complete!", "No changes.", "Destroy complete!", "All is well.");
        return Files.readString(made.resolve(root + "-manifest.json"));
    }

    @Test
    @Tag("alone")
    void theMinimalRootMakesWhatThePortalReads() throws IOException {
        // When
        var platform = ManifestReading.of(applied("minimal"));
        // Then
        assertThat(platform.clusterName()).isEqualTo("containers-prod-cluster");
        assertThat(platform.capacityProviders()).containsOnlyKeys(Architecture.AMD64);
        assertThat(platform.gateways()).singleElement().satisfies(gateway -> {
            assertThat(gateway.id()).isEqualTo("containers-prod-gateway");
            assertThat(gateway.address()).isEqualTo("https://gateway.apps.example.no");
        });
        assertThat(platform.zones()).singleElement().satisfies(zone -> {
            assertThat(zone.name()).isEqualTo("apps.example.no");
            assertThat(zone.certificate()).isEqualTo("*.apps.example.no");
        });
        assertThat(platform.parameterStore()).isNotNull();
    }

    @Test
    @Tag("long")
    void dotkomsRootMakesWhatThePortalReads() throws IOException {
        // When
        var platform = ManifestReading.of(applied("dotkom"));
        // Then
        assertThat(platform.clusterName()).isEqualTo("evergreen-prod-cluster");
        assertThat(platform.capacityProviders())
                .containsEntry(Architecture.AMD64, "evergreen-prod-ec2-nodes")
                .containsEntry(Architecture.ARM64, "evergreen-prod-ec2-nodes-arm64");
        assertThat(platform.zones())
                .extracting(zone -> zone.name())
                .containsExactlyInAnyOrder("online.ntnu.no", "grades.no", "vinstraff.no");
        assertThat(platform.reservedHosts())
                .extracting(host -> host.value())
                .contains("portal.online.ntnu.no", "auth.online.ntnu.no");
    }
}
