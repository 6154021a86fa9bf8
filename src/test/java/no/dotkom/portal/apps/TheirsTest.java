package no.dotkom.portal.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
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
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TheirsTest {
    private static final EnvironmentSpec OURS = spec("a.no", "b.no", "c.no");

    private static EnvironmentSpec spec(String... hosts) {
        var names = List.of(hosts).stream().map(HostName::new).toList();
        return new EnvironmentSpec(
                new ImageRef("ghcr.io", "dotkom/grades", "1.4.1", null),
                new Ingress.Http(Reach.PUBLIC, names, 3000, HealthCheck.DEFAULT),
                Size.SMALL,
                1,
                RolloutSettings.DEFAULT,
                Architecture.AMD64,
                Variables.of(Map.of("LEVEL", "info")),
                "");
    }

    private static Difference hosts(String rule, String wanted, String found) {
        return new Difference(Setting.HOSTS, rule, wanted, found);
    }

    private static Difference of(Setting setting, String wanted, String found) {
        return new Difference(setting, "", wanted, found);
    }

    @Test
    void hostsOfRulesThatAreAsWantedStay() {
        assertThat(Theirs.in(OURS, List.of(hosts("1001", "a.no, b.no", "b.no, d.no"))))
                .isEqualTo(spec("c.no", "b.no", "d.no"));
    }

    @Test
    void everyRuleThatDiffersIsAccepted() {
        assertThat(Theirs.in(OURS, List.of(hosts("1001", "a.no, b.no", "d.no"), hosts("1002", "c.no", "e.no"))))
                .isEqualTo(spec("d.no", "e.no"));
    }

    @Test
    void whatTheSpecHasWordsForIsTaken() {
        // When
        var theirs = Theirs.in(
                OURS,
                List.of(
                        of(Setting.COUNT, "1", "3"),
                        of(Setting.GRACE, "60", "90"),
                        of(Setting.DRAIN, "20", "45"),
                        of(Setting.HEALTH_PATH, "/health", "/up"),
                        of(Setting.HEALTH_INTERVAL, "10", "30")));

        // Then
        assertThat(theirs.count()).isEqualTo(3);
        assertThat(theirs.rollout()).isEqualTo(new RolloutSettings(90, 30, 45, false));
        var health = ((Ingress.Http) theirs.ingress()).health();
        assertThat(health.path()).isEqualTo("/up");
        assertThat(health.intervalSeconds()).isEqualTo(30);
        assertThat(health.timeoutSeconds()).isEqualTo(HealthCheck.DEFAULT.timeoutSeconds());
        assertThat(theirs.variables()).isEqualTo(OURS.variables());
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT,1,0,false",
        "COUNT,1,2,true",
        "COUNT,1,'',false",
        "DRAIN,20,9,false",
        "DRAIN,20,10,true",
        "TARGET_GROUP,grades,'',false",
        "BREAKER,true,false,false",
        "HOSTS,a.no,'',false",
        "HOSTS,a.no,b.no,true"
    })
    void whatIsGoneOrWouldHarmIsNotAcceptable(Setting setting, String wanted, String found, boolean acceptable) {
        assertThat(Theirs.acceptable(of(setting, wanted, found))).isEqualTo(acceptable);
        if (!acceptable) {
            assertThat(Theirs.in(OURS, List.of(of(setting, wanted, found)))).isEqualTo(OURS);
        }
    }

    @Test
    void whatNoSpecMayHoldIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Theirs.in(OURS, List.of(of(Setting.COUNT, "1", "11"))));
    }
}
