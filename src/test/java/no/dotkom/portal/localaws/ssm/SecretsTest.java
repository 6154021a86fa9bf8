package no.dotkom.portal.localaws.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.wire.Dispatch;
import no.dotkom.portal.localaws.wire.Operations;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Timeline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InvalidFilterKeyException;
import software.amazon.awssdk.services.ssm.model.InvalidFilterOptionException;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.Tag;
import software.amazon.awssdk.services.ssm.model.TooManyTagsErrorException;

/** Parameters as secrets are kept in them: sealed, tagged, listed, deleted. */
class SecretsTest {
    private final Timeline timeline = new Timeline(Instant.parse("2026-09-01T10:00:00Z"));
    private final Dispatch world =
            new Dispatch(new Operations(List.of(new Ssm(timeline, Account.seeded(1), () -> List.of()))), timeline);
    private final SsmClient ssm = Clients.of(SsmClient.builder(), world);

    @Test
    void whatASecretLooksLikeSealedTellsNothingOfItsValue() {
        // Given
        secret("/s", "hush");
        secret("/t", "hush");
        // When
        var first = ssm.getParameter(r -> r.name("/s")).parameter().value();
        var other = ssm.getParameter(r -> r.name("/t")).parameter().value();
        ssm.putParameter(r -> r.name("/s").value("hush").overwrite(true));
        var next = ssm.getParameter(r -> r.name("/s")).parameter().value();
        // Then
        assertThat(first).startsWith("AQICAHh").isNotEqualTo(other).isNotEqualTo(next);
    }

    @Test
    void everyReadHidesASecretUnlessItDecrypts() {
        // Given
        secret("/app/s", "hush");
        put("/app/plain", "open");
        // Then
        assertThat(ssm.getParameters(r -> r.names("/app/s", "/app/plain")).parameters())
                .extracting(Parameter::value)
                .contains("open")
                .noneMatch(value -> value.contains("hush"));
        assertThat(ssm.getParameters(r -> r.names("/app/s").withDecryption(true))
                        .parameters())
                .extracting(Parameter::value)
                .containsExactly("hush");
        assertThat(ssm.getParametersByPath(r -> r.path("/app")).parameters())
                .extracting(Parameter::value)
                .noneMatch(value -> value.contains("hush"));
        assertThat(ssm.getParametersByPath(r -> r.path("/app").withDecryption(true))
                        .parameters())
                .extracting(Parameter::value)
                .containsExactly("open", "hush");
    }

    @Test
    void aSecretHasAKeyAndOnlyASecretHas() {
        // Given
        secret("/s", "hush");
        ssm.putParameter(r ->
                r.name("/own").value("hush").type(ParameterType.SECURE_STRING).keyId("alias/own"));
        put("/plain", "open");
        // Then
        assertThat(ssm.describeParameters(r -> {}).parameters())
                .extracting(ParameterMetadata::name, ParameterMetadata::keyId)
                .containsExactly(tuple("/own", "alias/own"), tuple("/plain", null), tuple("/s", "alias/aws/ssm"));
        assertThat(ssm.describeParameters(
                                r -> r.parameterFilters(f -> f.key("KeyId").values("alias/own")))
                        .parameters())
                .hasSize(1);
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> ssm.putParameter(
                        r -> r.name("/x").value("1").type("String").keyId("alias/own")))
                .withMessageContaining("KeyId is required for SecureString type parameter only.");
    }

    @Test
    void tagsComeWithTheFirstVersionOnly() {
        // When
        ssm.putParameter(r -> r.name("/s")
                .value("hush")
                .type(ParameterType.SECURE_STRING)
                .tags(Tag.builder().key("portal:app").value("shop").build()));
        // Then
        assertThat(ssm.listTagsForResource(r -> r.resourceType("Parameter").resourceId("/s"))
                        .tagList())
                .containsExactly(Tag.builder().key("portal:app").value("shop").build());
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> ssm.putParameter(r -> r.name("/s")
                        .value("other")
                        .overwrite(true)
                        .tags(Tag.builder().key("a").value("b").build())))
                .withMessageContaining("tags and overwrite can't be used together");
        assertThatExceptionOfType(TooManyTagsErrorException.class)
                .isThrownBy(() -> ssm.addTagsToResource(r -> r.resourceType("Parameter")
                        .resourceId("/s")
                        .tags(IntStream.range(0, 50)
                                .mapToObj(n ->
                                        Tag.builder().key("k" + n).value("v").build())
                                .toList())));
    }

    @Test
    void aParameterIsFoundByItsArnToo() {
        // Given
        secret("/app/s", "hush");
        put("plain", "open");
        var arns = "arn:aws:ssm:eu-north-1:123456789012:parameter/";
        // When
        var read = ssm.getParameters(r -> r.names(arns + "app/s", arns + "plain", "/app/s:1", arns + "none")
                .withDecryption(true));
        // Then
        assertThat(read.parameters()).extracting(Parameter::value).containsExactly("hush", "open", "hush");
        assertThat(read.invalidParameters()).containsExactly(arns + "none");
        assertThat(ssm.getParameter(r -> r.name(arns + "plain")).parameter().name())
                .isEqualTo("plain");
    }

    @Test
    void severalAreDeletedAtOnce() {
        // Given
        put("/a", "1");
        // When
        var deleted = ssm.deleteParameters(r -> r.names("/a", "/b"));
        // Then
        assertThat(deleted.deletedParameters()).containsExactly("/a");
        assertThat(deleted.invalidParameters()).containsExactly("/b");
        assertThat(ssm.describeParameters(r -> {}).parameters()).isEmpty();
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> ssm.deleteParameters(r -> r.names(
                        IntStream.range(0, 11).mapToObj(Integer::toString).toList())));
    }

    @Test
    void theNewestHundredVersionsAreKept() {
        // Given
        put("/a", "1");
        IntStream.rangeClosed(2, 103)
                .forEach(n -> ssm.putParameter(
                        r -> r.name("/a").value(Integer.toString(n)).overwrite(true)));
        // Then
        assertThat(ssm.getParameter(r -> r.name("/a")).parameter().version()).isEqualTo(103);
        assertThat(ssm.getParameter(r -> r.name("/a:4")).parameter().value()).isEqualTo("4");
        assertThatExceptionOfType(ParameterVersionNotFoundException.class)
                .isThrownBy(() -> ssm.getParameter(r -> r.name("/a:3")));
    }

    @Test
    void listsAreFilteredByPathAndType() {
        // Given
        secret("/app/s", "hush");
        secret("/app/deep/s", "hush");
        put("/app/plain", "open");
        // Then
        assertThat(names("OneLevel")).containsExactly("/app/plain", "/app/s");
        assertThat(names("Recursive")).containsExactly("/app/deep/s", "/app/plain", "/app/s");
        assertThat(ssm.getParametersByPath(r -> r.path("/app")
                                .recursive(true)
                                .parameterFilters(f -> f.key("Type").values("SecureString")))
                        .parameters())
                .hasSize(2);
        assertThatExceptionOfType(InvalidFilterKeyException.class)
                .isThrownBy(() -> ssm.getParametersByPath(
                        r -> r.path("/app").parameterFilters(f -> f.key("Name").values("s"))));
        assertThatExceptionOfType(InvalidFilterOptionException.class).isThrownBy(() -> names("Sideways"));
    }

    private List<String> names(String option) {
        return ssm
                .describeParameters(r ->
                        r.parameterFilters(f -> f.key("Path").option(option).values("/app")))
                .parameters()
                .stream()
                .map(ParameterMetadata::name)
                .toList();
    }

    private void secret(String name, String value) {
        ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.SECURE_STRING));
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.STRING));
    }
}
