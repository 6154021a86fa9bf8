package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

class LifecycleRulesTest {
    private static String policy(String selection) {
        return """
                {"rules":[{"rulePriority":1,"selection":%s,"action":{"type":"expire"}}]}""".formatted(selection);
    }

    private static boolean mayExpire(String selection, String tag) {
        return LifecycleRules.of(policy(selection))
                .mayExpire(ImageDetail.builder().imageTags(tag).build());
    }

    @ParameterizedTest
    @CsvSource({"pr-41,true", "main-1,false", "apr-1,false"})
    void aPrefixSelectsTagsThatBeginWithIt(String tag, boolean expires) {
        var selection = """
                {"tagStatus":"tagged","tagPrefixList":["pr-"],"countType":"imageCountMoreThan","countNumber":10}""";
        assertThat(mayExpire(selection, tag)).isEqualTo(expires);
    }

    @ParameterizedTest
    @CsvSource({"v1.2-rc,true", "v1.2,false", "1.2-rc,false", "v1x2-rc,true"})
    void aPatternHasAStarForAnyText(String tag, boolean expires) {
        var selection = """
                {"tagStatus":"tagged","tagPatternList":["v1*-rc"],"countType":"sinceImagePushed"}""";
        assertThat(mayExpire(selection, tag)).isEqualTo(expires);
    }

    @Test
    void aRuleForAnyImageSelectsEachAndOneForUntaggedOnesNone() {
        assertThat(mayExpire("{\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\"}", "1.0"))
                .isTrue();
        assertThat(mayExpire("{\"tagStatus\":\"untagged\",\"countType\":\"sinceImagePushed\"}", "1.0"))
                .isFalse();
    }

    @Test
    void whatCannotBeReadHasNoRules() {
        var image = ImageDetail.builder().imageTags("1.0").build();
        assertThat(LifecycleRules.of("{").mayExpire(image)).isFalse();
        assertThat(LifecycleRules.of("{}").mayExpire(image)).isFalse();
        assertThat(LifecycleRules.NONE.mayExpire(image)).isFalse();
    }
}
