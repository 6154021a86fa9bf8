package no.dotkom.portal.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MutantTest {
    static final List<Mutant> MUTANTS = Mutant.ALL;

    @ParameterizedTest
    @FieldSource("MUTANTS")
    void theGuardThatAMutantTakesAwayIsThere(Mutant mutant) throws Exception {
        var source = Files.readString(Path.of("src/main/java/no/dotkom/portal", mutant.file()));
        assertThat(source.split(Pattern.quote(mutant.text()), -1)).hasSize(2);
    }

    @Test
    @Tag("long")
    void theSimulationFindsEveryMutant() throws Exception {
        assertThat(new SelfTest(300, "").run()).isTrue();
    }
}
