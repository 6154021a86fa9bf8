package no.dotkom.portal.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever forgets to ask whether somebody may is noticed (security.md P01, S11): each question about rights is answered
 * with yes, one at a time, and a test has to fail.
 */
class GuardsTest {
    /** In this order: the first knows most. */
    private static final List<String> JUDGES = List.of(
            "no.dotkom.portal.apps.ScopeTest",
            "no.dotkom.portal.dashboard.RouteMatrixIT",
            "no.dotkom.portal.apps.AppsTest",
            "no.dotkom.portal.reconcile.AdoptionTest",
            "no.dotkom.portal.dashboard.DeployApiIT",
            "no.dotkom.portal.dashboard.PageRightsIT",
            "no.dotkom.portal.dashboard.PagesIT",
            "no.dotkom.portal.dashboard.ApplicationsIT",
            "no.dotkom.portal.dashboard.TokensApiIT",
            "no.dotkom.portal.dashboard.WorkflowsIT",
            "no.dotkom.portal.dashboard.SecretsIT",
            "no.dotkom.portal.dashboard.SecretFormsIT",
            "no.dotkom.portal.dashboard.MetricsIT",
            "no.dotkom.portal.dashboard.DriftPagesIT",
            "no.dotkom.portal.apps.web.RegisterIT",
            "no.dotkom.portal.apps.web.SettingsIT",
            "no.dotkom.portal.apps.web.ChangeIT",
            "no.dotkom.portal.apps.web.ValuesIT",
            "no.dotkom.portal.apps.web.LookUpIT",
            "no.dotkom.furniture.DoorstepIT",
            "no.dotkom.furniture.FrontDoorIT");

    private static final Pattern FAILED = Pattern.compile("(?m)^" + FirstFailure.FAILED + "(.*)$");
    private static final Pattern PASSED = Pattern.compile("(?m)^" + FirstFailure.PASSED + "(\\d+)$");

    @Test
    void theQuestionsAreFound() throws Exception {
        assertThat(Guard.all())
                .hasSizeGreaterThan(30)
                .anySatisfy(guard -> assertThat(guard.toString())
                        .startsWith("apps/Acceptance.java:")
                        .endsWith(" member.may(Role.DEVELOPER, team)"))
                .anySatisfy(guard -> assertThat(guard.question()).isEqualTo("trust.rule().covers(workflow)"));
    }

    /** Without the guard of every page of an environment. */
    @Test
    void theMatrixNoticesAMissingGuard() throws Exception {
        var guard = Guard.all().stream()
                .filter(each -> each.file().equals("dashboard/web/Places.java"))
                .findFirst()
                .orElseThrow();
        assertThat(noticed(guard, JUDGES.subList(1, 2))).contains("RouteMatrixIT");
    }

    @Test
    @Tag("long")
    void everyMissingGuardIsNoticed() throws Exception {
        var report = new ArrayList<String>();
        for (var guard : Guard.all()) {
            report.add("%s: %s".formatted(guard, noticed(guard, JUDGES)));
            System.out.println(report.getLast());
        }
        Files.write(Path.of("target/guards.txt"), report);
        assertThat(report).noneMatch(line -> line.endsWith(": nobody"));
    }

    private static String noticed(Guard guard, List<String> judges) throws Exception {
        try (var planting = Planting.of(guard.file(), guard.takenAway())) {
            var output = planting.run(
                    FirstFailure.class,
                    List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Djdk.httpclient.allowRestrictedHeaders=host"),
                    judges);
            var failed = FAILED.matcher(output);
            if (failed.find()) {
                return failed.group(1);
            }
            assertThat(PASSED.matcher(output).find())
                    .as("Nobody judged %s: %s", guard, output)
                    .isTrue();
            return "nobody";
        }
    }
}
