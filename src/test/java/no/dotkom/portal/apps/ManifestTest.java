package no.dotkom.portal.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import no.dotkom.portal.local.LocalWorld;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.Platform;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.reconcile.LoopTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The manifest decides the start: what is wrong with it is one sentence that names the field. */
class ManifestTest extends LoopTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Platform PLATFORM = LocalAws.virtual(1).platform();

    private static String document() {
        return LocalWorld.manifest(PLATFORM, "http://gateway.localhost:8081");
    }

    /** The document with the value at {@code path} (its parts with slashes between) replaced, or taken out. */
    private static String with(String path, String json) {
        var root = JSON.readTree(document());
        var slash = path.lastIndexOf('/');
        JsonNode parent = slash < 0 ? root : root.at("/" + path.substring(0, slash));
        var field = path.substring(slash + 1);
        if (json.isEmpty()) {
            ((ObjectNode) parent).remove(field);
        } else {
            ((ObjectNode) parent).set(field, JSON.readTree(json));
        }
        return JSON.writeValueAsString(root);
    }

    @Test
    void aGoodDocumentIsReadWhole() {
        // When
        var platform = ManifestJson.parse(document());

        // Then
        assertThat(platform.clusterName()).isEqualTo("evergreen-prod-cluster");
        assertThat(platform.gateways()).hasSize(1);
        assertThat(platform.zones()).extracting("name").containsExactly("localhost", "apps.example.no", "example.no");
        assertThat(platform.egress()).containsExactly("127.0.0.2/32");
    }

    @ParameterizedTest
    @CsvSource({
        "region,                   region",
        "cluster,                  cluster.arn",
        "cluster/arn,              cluster.arn",
        "cluster/name,             cluster.name",
        "vpc,                      vpc",
        "gateways,                 gateways",
        "gateways/0/id,            gateways[0].id",
        "gateways/0/loadBalancer,  gateways[0].loadBalancer",
        "gateways/0/listener,      gateways[0].listener",
        "gateways/0/dnsName,       gateways[0].dnsName",
        "gateways/0/hostedZone,    gateways[0].hostedZone",
        "gateways/0/address,       gateways[0].address",
        "capacityProviders,        capacityProviders",
        "capacityProviders/amd64,  capacityProviders",
        "executionRole,            executionRole",
        "zones,                    zones",
        "zones/1/name,             zones[1].name",
        "registries,               registries",
        "egress,                   egress"
    })
    void aMissingFieldIsNamed(String path, String named) {
        assertThatExceptionOfType(ManifestProblem.class)
                .isThrownBy(() -> ManifestJson.parse(with(path, "")))
                .withMessageStartingWith("The platform manifest has no \"" + named + "\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "7", "null", "[]"})
    void aFieldThatIsNoTextIsMissing(String json) {
        assertThatExceptionOfType(ManifestProblem.class)
                .isThrownBy(() -> ManifestJson.parse(with("region", json)))
                .withMessageContaining("\"region\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster/arn         | \"evergreen\"   | In the platform manifest \"cluster.arn\" is no ARN.",
                "gateways/0/listener | \"443\"         | In the platform manifest \"gateways[0].listener\" is no ARN.",
                "executionRole       | \"ecs\"         | In the platform manifest \"executionRole\" is no ARN.",
                "reservedHosts       | [\"not a host\"] | In the platform manifest \"reservedHosts\" is no host name.",
                "kronerPerNode       | \"170\"         | In the platform manifest \"kronerPerNode\" is no whole number.",
                "schemaVersion       | 2               | The platform manifest has a schemaVersion this portal does not know; it reads 1."
            })
    void aWrongFieldIsNamed(String path, String json, String sentence) {
        assertThatExceptionOfType(ManifestProblem.class)
                .isThrownBy(() -> ManifestJson.parse(with(path, json)))
                .withMessage(sentence);
    }

    @Test
    void aRetentionThatAwsDoesNotTakeIsNamed() {
        assertThatExceptionOfType(ManifestProblem.class)
                .isThrownBy(() -> ManifestJson.parse(with("logRetentionDays", "31")))
                .withMessageContaining("\"logRetentionDays\"");
    }

    @Test
    void anItemOfAListIsNamedByItsPlace() {
        assertThatExceptionOfType(ManifestProblem.class)
                .isThrownBy(() -> ManifestJson.parse(with("registries", "[\"ghcr.io/dotkom\", \"\"]")))
                .withMessageContaining("\"registries[1]\"");
    }

    @Test
    void aDocumentThatIsNotJsonSaysSo() {
        assertThatExceptionOfType(ManifestProblem.class)
                .isThrownBy(() -> ManifestJson.parse("{\"region\": "))
                .withMessageStartingWith("The platform manifest is not JSON: ");
    }

    private static void publish(String document) {
        loop.world()
                .parts()
                .ssm()
                .putParameter(PutParameterRequest.builder()
                        .name(Platform.MANIFEST)
                        .overwrite(true)
                        .value(document)
                        .build());
    }

    private static Throwable refusalToStart() {
        loop.die();
        return NestedExceptionUtils.getMostSpecificCause(catchThrowable(() -> loop.bean(Platforms.class)));
    }

    @Test
    void theLastGoodDocumentServesWhileAwsDoesNotAnswer() {
        // Given
        var platform = loop.bean(Platforms.class).current();
        loop.aws().plan(call -> new Fault.Unreachable());

        // When
        loop.die();

        // Then
        assertThat(loop.bean(Platforms.class).current()).isEqualTo(platform);
    }

    @Test
    void withoutAnyDocumentTheStartIsRefusedWithASentence() {
        // Given
        loop.aws().plan(call -> new Fault.Unreachable());

        // When, then
        assertThat(refusalToStart())
                .isInstanceOf(ManifestProblem.class)
                .hasMessageStartingWith("AWS does not answer, and no platform manifest was ever read: ")
                .hasMessageEndingWith("Check the network, the region and the credentials, then start again.");
    }

    @Test
    void aMissingParameterIsNamed() {
        // Given
        loop.world()
                .parts()
                .ssm()
                .deleteParameter(
                        DeleteParameterRequest.builder().name(Platform.MANIFEST).build());

        // When, then
        assertThat(refusalToStart())
                .isInstanceOf(ManifestProblem.class)
                .hasMessageStartingWith("There is no SSM parameter /evergreen/prod/manifest.");
    }

    @Test
    void aBadDocumentStopsTheStartThoughAnEarlierOneWasGood() {
        // Given
        loop.bean(Platforms.class);
        publish(with("vpc", ""));

        // When, then
        assertThat(refusalToStart()).isInstanceOf(ManifestProblem.class).hasMessageContaining("\"vpc\"");
    }

    @Test
    void aDocumentThatGoesBadLaterIsNotTakenOver() {
        // Given
        var platforms = loop.bean(Platforms.class);
        var good = platforms.current();

        // When
        publish(with("vpc", ""));
        platforms.refresh();

        // Then
        assertThat(platforms.current()).isEqualTo(good);

        // When
        publish(with("kronerPerNode", "200"));
        platforms.refresh();

        // Then
        assertThat(platforms.current().kronerPerNode()).isEqualTo(200);
    }
}
