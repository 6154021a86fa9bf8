package no.dotkom.portal.localaws.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.sts.Sts;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.wire.Dispatch;
import no.dotkom.portal.localaws.wire.Operations;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Timeline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.*;
import software.amazon.awssdk.services.sts.StsClient;

/** The contract of Systems Manager and of the caller's identity. */
class SsmTest {
    private final Timeline timeline = new Timeline(Instant.parse("2026-09-01T10:00:00Z"));
    private final Account account = Account.seeded(1);
    private final Fleet fleet = () -> List.of(new Fleet.Node(
            "i-0123456789abcdef0", "t3.small", "x86_64", "eu-north-1a", "10.0.1.10", 2048, 1640, timeline.instant()));
    private final Dispatch world =
            new Dispatch(new Operations(List.of(new Ssm(timeline, account, fleet), new Sts(account))), timeline);
    private final SsmClient ssm = Clients.of(SsmClient.builder(), world);

    @Test
    void theCallerIsTheRoleOfThePortal() {
        // When
        var identity = Clients.of(StsClient.builder(), world).getCallerIdentity();
        // Then
        assertThat(identity.account()).isEqualTo("123456789012");
        assertThat(identity.arn()).startsWith("arn:aws:sts::123456789012:assumed-role/");
        assertThat(identity.responseMetadata().requestId()).isNotEqualTo("UNKNOWN");
    }

    @Test
    void aParameterIsReadAsItWasWritten() {
        // Given
        put("/evergreen/prod/manifest", "{\"schemaVersion\":1}");
        // When
        var read = ssm.getParameter(r -> r.name("/evergreen/prod/manifest")).parameter();
        // Then
        assertThat(read.value()).isEqualTo("{\"schemaVersion\":1}");
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.type()).isEqualTo(ParameterType.STRING);
        assertThat(read.lastModifiedDate()).isEqualTo(timeline.instant());
        assertThat(read.arn()).isEqualTo("arn:aws:ssm:eu-north-1:123456789012:parameter/evergreen/prod/manifest");
    }

    @Test
    void anUnknownParameterIsNotFound() {
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> ssm.getParameter(r -> r.name("/nothing")))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ParameterNotFound"));
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> ssm.deleteParameter(r -> r.name("/nothing")));
    }

    @Test
    void anExistingParameterIsOverwrittenOnlyWhenAskedTo() {
        // Given
        put("/a", "1");
        // When
        assertThatExceptionOfType(ParameterAlreadyExistsException.class).isThrownBy(() -> put("/a", "2"));
        var again = ssm.putParameter(r -> r.name("/a").value("2").overwrite(true));
        // Then
        assertThat(again.version()).isEqualTo(2);
        assertThat(ssm.getParameter(r -> r.name("/a")).parameter().value()).isEqualTo("2");
        assertThat(ssm.getParameter(r -> r.name("/a:1")).parameter().value()).isEqualTo("1");
        assertThatExceptionOfType(ParameterVersionNotFoundException.class)
                .isThrownBy(() -> ssm.getParameter(r -> r.name("/a:9")));
    }

    @Test
    void aParameterKeepsItsType() {
        // Given
        put("/a", "1");
        // Then
        assertThatExceptionOfType(HierarchyTypeMismatchException.class)
                .isThrownBy(() -> ssm.putParameter(r -> r.name("/a")
                        .value("2")
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true)));
    }

    @Test
    void aSecretIsClearOnlyWithDecryption() {
        // Given
        ssm.putParameter(r -> r.name("/s").value("hush").type(ParameterType.SECURE_STRING));
        // Then
        assertThat(ssm.getParameter(r -> r.name("/s")).parameter().value()).doesNotContain("hush");
        assertThat(ssm.getParameter(r -> r.name("/s").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("hush");
    }

    @Test
    void badNamesAndValuesAreRefused() {
        refused("aws-thing", "x", "can't be prefixed");
        refused("/ssm/thing", "x", "can't be prefixed");
        refused("a/b", "x", "fully qualified");
        refused("/a b", "x", "must only contain");
        refused("/a", "", "length greater than or equal to 1");
        refused("/a", "x".repeat(4097), "4096 characters");
        refused("/a", "{{ssm:other}}", "can't nest another parameter");
        refused("/" + "a".repeat(1_000), "x", "length less than or equal to");
        assertThatExceptionOfType(HierarchyLevelLimitExceededException.class)
                .isThrownBy(() -> put("/x".repeat(16), "x"));
    }

    private void refused(String name, String value, String why) {
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> put(name, value))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"))
                .withMessageContaining(why);
    }

    @Test
    void aPathIsReadInPagesOfTen() {
        // Given
        IntStream.range(0, 23).forEach(n -> put("/app/web/" + n, "v" + n));
        put("/app/deep/er/x", "no");
        // When
        var first = ssm.getParametersByPath(r -> r.path("/app/web"));
        var all = all("/app/web");
        // Then
        assertThat(first.parameters()).hasSize(10);
        assertThat(first.nextToken()).isNotEmpty();
        assertThat(all).hasSize(23);
        assertThat(ssm.getParametersByPath(r -> r.path("/app")).parameters()).isEmpty();
        assertThat(all("/app")).hasSize(24);
        assertThatExceptionOfType(InvalidNextTokenException.class)
                .isThrownBy(() -> ssm.getParametersByPath(r -> r.path("/app").nextToken("made up")));
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> ssm.getParametersByPath(r -> r.path("/app").maxResults(11)));
    }

    @Test
    void severalAreReadAtOnceAndMissingOnesNamed() {
        // Given
        put("/a", "1");
        // When
        var read = ssm.getParameters(r -> r.names("/a", "/b"));
        // Then
        assertThat(read.parameters()).extracting(Parameter::value).containsExactly("1");
        assertThat(read.invalidParameters()).containsExactly("/b");
    }

    @Test
    void parametersAreDescribedByPrefixAndTag() {
        // Given
        ssm.putParameter(r -> r.name("/a/one")
                .value("1")
                .type("String")
                .tags(Tag.builder().key("team").value("webkom").build()));
        put("/a/two", "2");
        // When
        var byTag = ssm.describeParameters(
                r -> r.parameterFilters(f -> f.key("tag:team").values("webkom")));
        var byName = ssm.describeParameters(
                r -> r.parameterFilters(f -> f.key("Name").option("BeginsWith").values("/a/")));
        // Then
        assertThat(byTag.parameters()).extracting(ParameterMetadata::name).containsExactly("/a/one");
        assertThat(byName.parameters()).hasSize(2);
        assertThatExceptionOfType(InvalidFilterKeyException.class)
                .isThrownBy(() -> ssm.describeParameters(
                        r -> r.parameterFilters(f -> f.key("Colour").values("red"))));
    }

    @Test
    void tagsAreAddedListedAndRemoved() {
        // Given
        put("/a", "1");
        // When
        ssm.addTagsToResource(r -> r.resourceType("Parameter")
                .resourceId("/a")
                .tags(t -> t.key("k").value("v")));
        // Then
        assertThat(ssm.listTagsForResource(r -> r.resourceType("Parameter").resourceId("/a"))
                        .tagList())
                .containsExactly(Tag.builder().key("k").value("v").build());
        ssm.removeTagsFromResource(
                r -> r.resourceType("Parameter").resourceId("/a").tagKeys("k"));
        assertThat(ssm.listTagsForResource(r -> r.resourceType("Parameter").resourceId("/a"))
                        .tagList())
                .isEmpty();
        assertThatExceptionOfType(InvalidResourceIdException.class)
                .isThrownBy(() ->
                        ssm.listTagsForResource(r -> r.resourceType("Parameter").resourceId("/b")));
    }

    @Test
    void theAgentsOfTheNodesAreOnline() {
        assertThat(ssm.describeInstanceInformation(r -> {}).instanceInformationList())
                .singleElement()
                .satisfies(node -> assertThat(node.pingStatus()).isEqualTo(PingStatus.ONLINE));
    }

    @Test
    void whatIsNotModelledSaysSo() {
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> ssm.describePatchBaselines(r -> {}))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(501);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotModelled");
                })
                .withMessageContaining("DescribePatchBaselines");
    }

    private List<Parameter> all(String path) {
        return ssm.getParametersByPathPaginator(r -> r.path(path).recursive(true)).stream()
                .flatMap(page -> page.parameters().stream())
                .toList();
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.STRING));
    }
}
