package no.dotkom.portal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of applications, environments and teams, and the AWS names made of them. */
class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"web", "abc", "grades", "a1b", "my-app", "a-b-c-d", "a23456789-123456789-1234"})
    void aDnsLabelOf3To24CharactersNamesAnApplication(String name) {
        assertThat(AppName.isValid(name)).isTrue();
        assertThat(new AppName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "ab",
                "1ab",
                "-ab",
                "ab-",
                "a--b",
                "Abc",
                "a_b",
                "a.b",
                "a b",
                "abc\n",
                "blåbær",
                "ａbc",
                "a23456789-123456789-12345",
                "../etc",
                "a/b",
                "a%b"
            })
    void nothingElseDoes(String name) {
        assertThat(AppName.isValid(name)).isFalse();
        assertThatThrownBy(() -> new AppName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "1s", "my-env", "my_env", "Prod", "a2345678901234567", "sta ging"})
    void anEnvironmentNameHasNoHyphen(String slug) {
        assertThat(EnvironmentSlug.isValid(slug)).isFalse();
        assertThatThrownBy(() -> new EnvironmentSlug(slug)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "production", "pr", "pr123", "a234567890123456"})
    void anEnvironmentNameIs2To16LettersAndDigits(String slug) {
        assertThat(EnvironmentSlug.isValid(slug)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-webkom", "Webkom", "web kom", "web/kom", "a23456789012345678901234567890123456789012"})
    void aTeamIsComparedExactly(String slug) {
        assertThat(TeamSlug.isValid(slug)).isFalse();
    }

    @Test
    void awsNamesAreTheFullName() {
        // Given
        var name = name("grades", "staging");

        // Then
        assertThat(name.full()).isEqualTo("grades-staging");
        assertThat(name.logGroup()).isEqualTo("/apps/grades-staging");
        assertThat(name.targetGroup()).isEqualTo("grades-staging");
    }

    @Test
    void aTargetGroupNameIsWholeUpTo32Characters() {
        // Given
        var name = name("a2345678901234567", "production1234");

        // Then
        assertThat(name.full()).hasSize(32);
        assertThat(name.targetGroup()).isEqualTo(name.full());
    }

    @Test
    void aLongerOneIsCutAndHashed() {
        // Given
        var name = name("a23456789012345678", "production1234");

        // Then: the first 25 characters, and of SHA-256 of the whole the first 6 digits
        assertThat(name.full()).hasSize(33);
        assertThat(name.targetGroup())
                .isEqualTo("a23456789012345678-produc-9d6fb6")
                .hasSize(32);
    }

    @Test
    void twoThatAreCutAlikeKeepDifferentNames() {
        // Given
        var one = name("a23456789-123456789-1234", "staging12");
        var other = name("a23456789-123456789-1234", "staging13");

        // Then
        assertThat(one.targetGroup()).isNotEqualTo(other.targetGroup());
        assertThat(one.targetGroup().substring(0, 25))
                .isEqualTo(other.targetGroup().substring(0, 25));
    }

    @Test
    void aCutNeverLeavesTwoHyphens() {
        // Given: cut right behind the hyphen between application and environment
        var name = name("a23456789-123456789-1234", "staging12");

        // Then
        assertThat(name.targetGroup())
                .startsWith("a23456789-123456789-1234-")
                .doesNotContain("--")
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    }

    @Test
    void onlyOneApplicationAndEnvironmentMakeAFullName() {
        // The slug has no hyphen, so the last hyphen always divides the two.
        assertThat(name("a-b1", "staging").full())
                .isNotEqualTo(name("a-b", "stagingb1").full());
        var full = name("my-app", "staging").full();
        assertThat(full.substring(full.lastIndexOf('-') + 1)).isEqualTo("staging");
    }

    private static EnvironmentName name(String app, String slug) {
        return new EnvironmentName(new AppName(app), new EnvironmentSlug(slug));
    }
}
