package no.dotkom.portal.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.SpecDiff.Change;
import no.dotkom.portal.apps.SpecDiff.Section;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import org.junit.jupiter.api.Test;

class SpecDiffTest {
    private static final Ingress.Http HTTP =
            new Ingress.Http(Reach.PUBLIC, List.of(new HostName("grades.no")), 3000, HealthCheck.DEFAULT);
    private static final EnvironmentSpec BEFORE =
            spec("1.4.1", HTTP, Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of(), "");

    private static EnvironmentSpec spec(
            String tag,
            Ingress ingress,
            Size size,
            int count,
            RolloutSettings rollout,
            Map<String, String> variables,
            String check) {
        var image = new ImageRef("ghcr.io", "dotkom/grades", tag, null);
        return new EnvironmentSpec(
                image, ingress, size, count, rollout, Architecture.AMD64, Variables.of(variables), check);
    }

    @Test
    void equalSpecsDifferInNothing() {
        assertThat(SpecDiff.between(BEFORE, BEFORE).isEmpty()).isTrue();
        assertThat(SpecDiff.between(BEFORE, BEFORE).replacesTasks()).isFalse();
    }

    @Test
    void changesComeInTheOrderOfTheSections() {
        var http = new Ingress.Http(
                Reach.PLATFORM,
                List.of(new HostName("grades.no"), new HostName("a.no")),
                8080,
                HTTP.health().withPath("/up"));
        var after =
                spec("1.4.2", http, Size.MEDIUM, 2, new RolloutSettings(90, 30, 20, true), Map.of("A", "1"), "true");
        assertThat(SpecDiff.between(BEFORE, after).changes())
                .containsExactly(
                        new Change(
                                Section.IMAGE, "image", "ghcr.io/dotkom/grades:1.4.1", "ghcr.io/dotkom/grades:1.4.2"),
                        new Change(Section.SIZE, "size", "small 256/256/512", "medium 512/512/1024"),
                        new Change(Section.SIZE, "count", "1", "2"),
                        new Change(Section.DOMAIN, "reach", "everyone", "platform"),
                        new Change(Section.DOMAIN, "domain", "grades.no", "a.no, grades.no"),
                        new Change(Section.DOMAIN, "port", "3000", "8080"),
                        new Change(Section.HEALTH, "healthPath", "/health", "/up"),
                        new Change(Section.HEALTH, "containerCheck", null, "true"),
                        new Change(Section.TIMING, "grace", "60", "90"),
                        new Change(Section.TIMING, "shortStop", "false", "true"),
                        new Change(Section.VARIABLES, "A", null, "1"));
    }

    @Test
    void aWorkerHasNoDomainPortAndHealthCheck() {
        var worker = spec("1.4.1", new Ingress.None(), Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of(), "");
        assertThat(SpecDiff.between(BEFORE, worker).changes())
                .extracting(Change::field, Change::after)
                .startsWith(org.assertj.core.groups.Tuple.tuple("reach", "nobody"))
                .contains(org.assertj.core.groups.Tuple.tuple("port", null))
                .contains(org.assertj.core.groups.Tuple.tuple("healthPath", null));
    }

    @Test
    void variablesAreAddedChangedAndTakenAway() {
        var before = spec("1", HTTP, Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of("A", "1", "B", "1", "C", "1"), "");
        var after = spec("1", HTTP, Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of("B", "2", "C", "1", "D", ""), "");
        assertThat(SpecDiff.between(before, after).changes())
                .containsExactly(
                        new Change(Section.VARIABLES, "A", "1", null),
                        new Change(Section.VARIABLES, "B", "1", "2"),
                        new Change(Section.VARIABLES, "D", null, ""));
    }

    @Test
    void tasksAreReplacedExactlyWhenTheContainerDiffers() {
        var others = new ArrayList<EnvironmentSpec>();
        others.add(spec("2", HTTP, Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of(), ""));
        others.add(spec("1.4.1", new Ingress.None(), Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of(), ""));
        others.add(spec("1.4.1", HTTP, Size.NANO, 1, RolloutSettings.DEFAULT, Map.of(), ""));
        others.add(spec("1.4.1", HTTP, Size.SMALL, 3, RolloutSettings.DEFAULT, Map.of(), ""));
        others.add(spec("1.4.1", HTTP, Size.SMALL, 1, new RolloutSettings(61, 30, 20, false), Map.of(), ""));
        others.add(spec("1.4.1", HTTP, Size.SMALL, 1, new RolloutSettings(60, 31, 20, false), Map.of(), ""));
        others.add(spec("1.4.1", HTTP, Size.SMALL, 1, new RolloutSettings(60, 30, 21, true), Map.of(), ""));
        others.add(spec("1.4.1", HTTP, Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of("A", "1"), ""));
        others.add(spec("1.4.1", HTTP, Size.SMALL, 1, RolloutSettings.DEFAULT, Map.of(), "true"));
        for (var other : others) {
            assertThat(SpecDiff.between(BEFORE, other).replacesTasks())
                    .as("%s", other)
                    .isEqualTo(!BEFORE.sameContainer(other));
        }
    }

    @Test
    void aDigestBehindATagIsADifference() {
        var pinned = BEFORE.withImage(BEFORE.image().pinnedTo("sha256:" + "a".repeat(64)));
        assertThat(SpecDiff.between(BEFORE, pinned).changes()).hasSize(1);
    }
}
