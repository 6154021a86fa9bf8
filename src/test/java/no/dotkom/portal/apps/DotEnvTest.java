package no.dotkom.portal.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import no.dotkom.portal.model.Variables;
import org.junit.jupiter.api.Test;

class DotEnvTest {
    private static Map<String, String> read(String text) {
        assertThat(DotEnv.read(text, Set.of())).isInstanceOf(DotEnv.Read.class);
        return ((DotEnv.Read) DotEnv.read(text, Set.of())).variables().values();
    }

    private static List<Object> wrong(String text, String key) {
        assertThat(DotEnv.read(text, Set.of())).isInstanceOf(DotEnv.Wrong.class);
        var wrong = (DotEnv.Wrong) DotEnv.read(text, Set.of());
        assertThat(wrong.key()).isEqualTo("apps.error.variables" + key);
        return wrong.values();
    }

    @Test
    void nothingIsNoVariables() {
        assertThat(read("")).isEmpty();
        assertThat(read("\n  \n# only a comment\r\n")).isEmpty();
    }

    @Test
    void linesAreNamesAndValues() {
        assertThat(read("A=1\r\nexport B = two words  # why\nC=a#b\nD=\n  E=x=y"))
                .isEqualTo(Map.of("A", "1", "B", "two words", "C", "a#b", "D", "", "E", "x=y"));
    }

    @Test
    void quotesKeepWhatIsInThem() {
        assertThat(read("A=' x # y '\nB=\"a\\tb\\\"c\\\\\" # why\nC='a\\n'"))
                .isEqualTo(Map.of("A", " x # y ", "B", "a\tb\"c\\", "C", "a\\n"));
    }

    @Test
    void quotedValuesMaySpanLines() {
        var key = "-----BEGIN KEY-----\nabc\n-----END KEY-----";
        assertThat(read("KEY=\"" + key + "\"\nPEM='" + key + "'\nLAST=1"))
                .isEqualTo(Map.of("KEY", key, "PEM", key, "LAST", "1"));
    }

    @Test
    void theFirstThingThatCannotBeReadIsToldWithItsLine() {
        assertThat(wrong("A=1\n\nnonsense", ".line")).containsExactly(3);
        assertThat(wrong("A=1\nlower=1", ".name")).containsExactly(2);
        assertThat(wrong("1A=1", ".name")).containsExactly(1);
        assertThat(wrong("=1", ".name")).containsExactly(1);
        assertThat(wrong("AWS_REGION=x", ".reserved")).containsExactly(1, "AWS_REGION");
        assertThat(wrong("LD_PRELOAD=x", ".reserved")).containsExactly(1, "LD_PRELOAD");
        assertThat(wrong("A=1\nB='\n'\nA=2", ".twice")).containsExactly(4, "A");
        assertThat(wrong("A=1\nB=\"never", ".quote")).containsExactly(2);
        assertThat(wrong("B='never\n\n", ".quote")).containsExactly(1);
        assertThat(wrong("A=\"x\" y", ".after")).containsExactly(1);
        assertThat(wrong("A=a\u0000b", ".character")).containsExactly(1, "A");
    }

    @Test
    void thereIsAMost() {
        var many = IntStream.rangeClosed(0, 100).mapToObj(i -> "A" + i + "=1").collect(Collectors.joining("\n"));
        wrong(many, ".many");
        wrong("A=" + "x".repeat(16 * 1024), ".many");
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        for (var value : List.of(
                "",
                "plain",
                " spaces ",
                "a\nb",
                "a\r\nb",
                "\"quoted\"",
                "it's",
                "back\\slash",
                "$HOME",
                "a\\nb",
                "# no",
                "tab\there",
                "æøå",
                "`x`",
                "=",
                "'")) {
            var variables = Variables.of(Map.of("A", value, "B", "after"));
            assertThat(read(DotEnv.write(variables))).isEqualTo(variables.values());
        }
    }

    @Test
    void aReservedNameThatIsThereAlreadyMayStay() {
        assertThat(DotEnv.read("AWS_REGION=eu-north-1", Set.of("AWS_REGION"))).isInstanceOf(DotEnv.Read.class);
        assertThat(DotEnv.read("AWS_PROFILE=x", Set.of("AWS_REGION"))).isInstanceOf(DotEnv.Wrong.class);
    }

    @Test
    void oneIsTakenOutAndAllElseStays() {
        var text = "# ours\r\nA=1\nexport B=\"two\nlines\" # why\n\nC=3";
        assertThat(DotEnv.without("B", text, Set.of())).isEqualTo("# ours\nA=1\n\nC=3");
        assertThat(DotEnv.without("C", text, Set.of())).isEqualTo("# ours\nA=1\nexport B=\"two\nlines\" # why\n\n");
        assertThat(DotEnv.without("D", text, Set.of())).isEqualTo(text);
        assertThat(DotEnv.without("A", "A=1\nnonsense", Set.of())).isEqualTo("A=1\nnonsense");
    }
}
