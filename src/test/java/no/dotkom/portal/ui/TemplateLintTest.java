package no.dotkom.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What ux.md §2 and security.md S24 and S27 forbid in a template. */
class TemplateLintTest {
    private static final Map<String, Pattern> FORBIDDEN = Map.of(
            "unescaped text", Pattern.compile("th:utext|\\[\\(\\$"),
            "preprocessing", Pattern.compile("__[$*#@~]"),
            "code in an attribute", Pattern.compile("hx-on|js:|javascript:|hx-live|\\son[a-z]+="),
            "a filter in a trigger", Pattern.compile("hx-trigger=\"[^\"]*\\["),
            "an inline style", Pattern.compile("\\sstyle=|th:style|<style"),
            "an inline script", Pattern.compile("<script(?![^>]*src=)|th:inline=\"javascript\""),
            "boost", Pattern.compile("hx-boost"),
            "a source from elsewhere", Pattern.compile("(src|href)=\"(https?:)?//"),
            "a replaced element with a condition",
                    Pattern.compile("<[^>]*th:(if|unless|each)=[^>]*th:(replace|insert)=[^>]*>"
                            + "|<[^>]*th:(replace|insert)=[^>]*th:(if|unless|each)=[^>]*>"));

    @Test
    void noTemplateHasAForbiddenConstruct() throws IOException {
        for (var template : CatalogueTest.files("src/main/resources/templates", ".html")) {
            var text = Files.readString(template);
            FORBIDDEN.forEach((what, pattern) ->
                    assertThat(text).as("%s in %s", what, template).doesNotContainPattern(pattern));
        }
    }

    @Test
    void everyFormThatPostsCarriesItsToken() throws IOException {
        var form = Pattern.compile("<form[^>]*method=\"post\"[^>]*>");
        for (var template : CatalogueTest.files("src/main/resources/templates", ".html")) {
            form.matcher(Files.readString(template))
                    .results()
                    .forEach(match ->
                            assertThat(match.group()).as(template.toString()).contains("th:action="));
        }
    }

    @Test
    void everyFormThatHtmxPostsSwapsARefusal() throws IOException {
        var form = Pattern.compile("<form[^>]*hx-post[^>]*>");
        for (var template : CatalogueTest.files("src/main/resources/templates", ".html")) {
            form.matcher(Files.readString(template))
                    .results()
                    .forEach(match -> assertThat(match.group())
                            .as(template.toString())
                            .contains("hx-status:422=\"swap:", "method=\"post\""));
        }
    }

    @Test
    void noFragmentOfSeveralIsNamedLikeAnElementOfItsFile() throws IOException {
        var fragment = Pattern.compile("th:fragment=\"([a-zA-Z-]+)");
        for (var template : CatalogueTest.files("src/main/resources/templates", ".html")) {
            var text = Files.readString(template);
            var names = fragment.matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            if (names.size() > 1) {
                names.forEach(
                        name -> assertThat(text).as(template.toString()).doesNotContainPattern("<" + name + "[\\s>]"));
            }
        }
    }
}
