package no.dotkom.portal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container finds in its environment. */
class VariablesTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "LOG_LEVEL", "_X", "X1", "AWSOME", "ECS", "AWS", "LDAP_URL", "MY_AWS_KEY"})
    void ordinaryNamesAreTaken(String name) {
        assertThat(Variables.of(Map.of(name, "x")).values()).containsEntry(name, "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_REGION",
                "AWS_ACCESS_KEY_ID",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_",
                "ECS_CONTAINER_METADATA_URI_V4",
                "ECS_AGENT_URI",
                "ECS_",
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "LD_"
            })
    void reservedNamesAreTold(String name) {
        assertThat(Variables.isReserved(name)).isTrue();
        assertThat(Variables.of(Map.of(name, "x", "PORT", "1")).reserved()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "log_level", "1A", "A-B", "A.B", "A B", "A=B", "A\n", "Å", "Ａ", "${A}", "aws_region"})
    void otherNamesAreRefused(String name) {
        assertThat(Variables.isName(name)).isFalse();
        assertThatThrownBy(() -> Variables.of(Map.of(name, "x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameIsAtMost128Characters() {
        assertThat(Variables.isName("A".repeat(128))).isTrue();
        assertThat(Variables.isName("A".repeat(129))).isFalse();
    }

    @Test
    void atMost100() {
        assertThat(Variables.of(many(100)).values()).hasSize(100);
        assertThatThrownBy(() -> Variables.of(many(101))).hasMessageContaining("100");
    }

    @Test
    void atMost16KibInAll() {
        assertThat(Variables.of(Map.of("A", "x".repeat(16 * 1024 - 1))).values())
                .hasSize(1);
        assertThatThrownBy(() -> Variables.of(Map.of("A", "x".repeat(16 * 1024))))
                .hasMessageContaining("16 KiB");
    }

    @Test
    void theOrderOfWritingDoesNotMatter() {
        // Given
        var forth = new HashMap<String, String>();
        forth.put("A", "1");
        forth.put("B", "2");
        var back = new TreeMap<String, String>((a, b) -> b.compareTo(a));
        back.putAll(forth);

        // Then
        assertThat(new Variables(back)).isEqualTo(Variables.of(forth));
        assertThat(Variables.of(back).values().sequencedKeySet()).containsExactly("A", "B");
    }

    @Test
    void whatWasHandedInCanChangeLaterWithoutEffect() {
        // Given
        var mine = new TreeMap<>(Map.of("A", "1"));
        var variables = new Variables(mine);

        // When
        mine.put("AWS_REGION", "x");

        // Then
        assertThat(variables.values()).containsOnlyKeys("A");
        assertThatThrownBy(() -> variables.values().put("B", "2")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Map<String, String> many(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "V" + i, i -> "x"));
    }
}
