package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Remedy;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A remedy as a link with what is known filled in, or none. */
class NextStepTest {
    private static final Situation NOW =
            Given.situation(Given.environment(Given.version(1, Intent.RUN, VersionState.LIVE, Given.WEB), null), 1);

    private static final Causes CAUSES = causes("amd64", "arm64");

    private static Causes causes(String... architectures) {
        var nodes = List.of(architectures).stream().map(Given::node).toList();
        return new Causes(NOW, List.of(), List.of(), nodes);
    }

    private static String step(Remedy remedy) {
        return step(remedy, CAUSES);
    }

    private static String step(Remedy remedy, Causes causes) {
        var steps = NextStep.of(new Diagnosis(Problem.of("UNK-0"), List.of(), List.of(remedy)), causes, null);
        return steps.stream()
                .map(step -> step.label().in(VerdictsTest.words(Locale.ENGLISH)) + " " + step.href())
                .findFirst()
                .orElse("");
    }

    private static String settings(String rest) {
        return NOW.path() + "/settings" + rest;
    }

    @Test
    void aSizeIsAPresetOrAWholeCustomOne() {
        var medium = new Size(512, 512, 1024);
        assertThat(step(new Remedy.ChangeSize(medium, OptionalInt.empty())))
                .isEqualTo("Change to medium " + settings("?size=medium"));
        var size = NOW.latest().spec().size();
        assertThat(step(new Remedy.ChangeSize(null, OptionalInt.of(3000))))
                .isEqualTo("Raise the limit to 3000 MiB "
                        + settings(
                                "?size=custom&cpu=" + size.cpu() + "&memory=" + size.memoryReserved() + "&limit=3000"));
        assertThat(step(new Remedy.ChangeSize(null, OptionalInt.empty())))
                .isEqualTo("Change the size " + settings("#size"));
    }

    @Test
    void aVariableIsNamedOnlyWhereItMayBeSet() {
        assertThat(step(new Remedy.AddVariable("DATABASE_URL")))
                .isEqualTo("Add DATABASE_URL " + settings("?variable=DATABASE_URL"));
    }

    @Test
    void theSameIsOfferedAsASecret() {
        assertThat(step(new Remedy.AddSecret("DATABASE_URL")))
                .isEqualTo("Add it as a secret " + NOW.path() + "/secrets?name=DATABASE_URL");
    }

    @Test
    void aSecretIsLookedAtWhereItIsKept() {
        assertThat(step(new Remedy.CheckSecret())).isEqualTo("Look at the secrets " + NOW.path() + "/secrets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS_REGION", "spring.datasource.url"})
    void whatMayNotBeSetIsLookedAt(String name) {
        assertThat(step(new Remedy.AddVariable(name))).isEqualTo("Look at the variables " + settings("#variables"));
    }

    @Test
    void aPortOrArchitectureThatIsKnownIsFilledIn() {
        assertThat(step(new Remedy.ChangePort(OptionalInt.of(5000))))
                .isEqualTo("Change the port to 5000 " + settings("?port=5000"));
        assertThat(step(new Remedy.ChangePort(OptionalInt.empty()))).isEqualTo("Change the port " + settings("#port"));
        assertThat(step(new Remedy.ChangeArchitecture(Architecture.ARM64)))
                .isEqualTo("Run it on arm64 " + settings("?architecture=arm64"));
        assertThat(step(new Remedy.RemoveContainerCheck()))
                .isEqualTo("Remove the container check " + settings("?containerCheck="));
    }

    @Test
    void anArchitectureThatNoNodeHasIsNotOffered() {
        assertThat(step(new Remedy.ChangeArchitecture(Architecture.ARM64), causes("amd64")))
                .isEmpty();
    }

    @Test
    void whatOthersDoIsNoStep() {
        assertThat(step(new Remedy.TellMaintainers())).isEmpty();
        assertThat(step(new Remedy.Nothing())).isEmpty();
    }
}
