package no.dotkom.portal.dashboard;

import static no.dotkom.portal.dashboard.Given.FRESH;
import static no.dotkom.portal.dashboard.Given.OLD;
import static no.dotkom.portal.dashboard.Given.WEB;
import static no.dotkom.portal.dashboard.Given.WORKER;
import static no.dotkom.portal.dashboard.Given.environment;
import static no.dotkom.portal.dashboard.Given.seen;
import static no.dotkom.portal.dashboard.Given.service;
import static no.dotkom.portal.dashboard.Given.situation;
import static no.dotkom.portal.dashboard.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.ui.Assets;
import no.dotkom.portal.ui.Catalogue;
import no.dotkom.portal.ui.Words;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.json.JsonMapper;

class VerdictsTest {
    private static final Version LIVE = version(1, Intent.RUN, VersionState.LIVE, WEB);
    private static final Words ENGLISH = words(Locale.ENGLISH);
    private static final Words NORWEGIAN = words(Locale.forLanguageTag("nb"));

    static Words words(Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/ui", "messages/dashboard", "messages/problem");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var clock = Clock.fixed(Given.NOON, ZoneOffset.UTC);
        return new Catalogue(messages, new Assets(new JsonMapper()), clock).words(locale, ZoneId.of("Europe/Oslo"));
    }

    private static String say(Situation situation) {
        return Verdicts.say(situation).in(ENGLISH);
    }

    private static String cause(Situation situation) {
        return Sentence.in(ENGLISH, Verdicts.cause(situation));
    }

    @Test
    void aHealthyOneServesAllTraffic() {
        assertThat(say(situation(environment(LIVE, LIVE), 2))).isEqualTo("v1 serves all traffic on grades.no");
        assertThat(Verdicts.say(situation(environment(LIVE, LIVE), 2)).in(NORWEGIAN))
                .isEqualTo("v1 tar all trafikk til grades.no");
    }

    @Test
    void aWorkerRuns() {
        var worker = version(3, Intent.RUN, VersionState.LIVE, WORKER);
        assertThat(say(situation(environment(worker, worker), 1))).isEqualTo("v3 runs");
    }

    @Test
    void anUnhealthyOneSaysHowManyTasksStillWork() {
        assertThat(say(situation(environment(LIVE, LIVE), 1))).isEqualTo("grades.no still works, on 1 of 2 tasks");
        assertThat(cause(situation(environment(LIVE, LIVE), 1))).isEqualTo("1 of 2 tasks healthy");
        assertThat(say(situation(environment(LIVE, LIVE), 0)))
                .isEqualTo("grades.no does not answer: no task of v1 is healthy");
    }

    @Test
    void aFailedVersionLeavesTheOldOneServing() {
        var failed = environment(version(2, Intent.RUN, VersionState.FAILED, WEB), LIVE);
        assertThat(say(situation(failed, 2))).isEqualTo("v1 still serves grades.no");
        assertThat(cause(situation(failed, 2))).isEqualTo("The new tasks failed. v1 still serves");
    }

    @Test
    void aFailedVersionDoesNotClaimThatADeadOneServes() {
        var failed = environment(version(2, Intent.RUN, VersionState.FAILED, WEB), LIVE);
        assertThat(say(situation(failed, 0))).isEqualTo("grades.no does not answer: no task of v1 is healthy");
    }

    @Test
    void beforeTheFirstOneNothingIsServed() {
        var first = environment(version(1, Intent.RUN, VersionState.RUNNING, WEB), null);
        assertThat(say(new Situation(first, seen(0), null, new Progress(2, 3), FRESH, List.of())))
                .isEqualTo("Nothing is served yet");
        assertThat(cause(new Situation(first, seen(0), null, new Progress(2, 3), FRESH, List.of())))
                .isEqualTo("Step 3 of 9. Nothing is served");
    }

    @Test
    void aRolloutSaysItsStepAndWhoServesMeanwhile() {
        var next = environment(version(2, Intent.RUN, VersionState.RUNNING, WEB), LIVE);
        assertThat(say(situation(next, 2))).isEqualTo("v1 still serves grades.no");
        assertThat(cause(situation(next, 2))).isEqualTo("Step 7 of 9. v1 still serves");
    }

    @Test
    void anOldPictureSaysNothingButItsAge() {
        var situation = new Situation(environment(LIVE, LIVE), seen(0), service(2), Progress.NONE, OLD, List.of());
        assertThat(say(situation)).isEqualTo("How grades.no is doing is not known now");
        assertThat(cause(situation)).isEqualTo("AWS has not answered since 11:57");
        assertThat(situation.tasks()).isNull();
    }

    @Test
    void pauseAndRemovalNameWhoAsked() {
        var paused = version(2, Intent.PAUSE, VersionState.LIVE, WEB);
        var pausedOne =
                new Situation(environment(paused, paused), seen(0), service(0), Progress.NONE, FRESH, List.of());
        assertThat(say(pausedOne)).isEqualTo("grades.no is paused and answers 503");
        assertThat(cause(pausedOne)).isEqualTo("Paused by Kari Nilsen, 11:57");
        var removing = environment(version(2, Intent.REMOVE, VersionState.RUNNING, WEB), LIVE);
        assertThat(say(situation(removing, 2))).isEqualTo("grades (production) is being removed");
    }

    @Test
    void onItsWayToAPauseNothingIsCalledBroken() {
        var pausing = environment(version(2, Intent.PAUSE, VersionState.RUNNING, WEB), LIVE);
        assertThat(say(situation(pausing, 0))).isEqualTo("grades.no is being paused");
    }

    @Test
    void driftIsToldWhereAllElseIsWell() {
        var drifted = new Situation(environment(LIVE, LIVE), seen(1), service(2), Progress.NONE, FRESH, List.of());
        assertThat(cause(drifted)).isEqualTo("1 setting was changed outside the portal");
    }

    @Test
    void everySentenceHasItsWordsInBothLanguages() {
        HealthTest.table().forEach(row -> {
            var situation = new Situation(
                    row.environment(), row.status(), row.service(), new Progress(6, 7), row.picture(), List.of());
            for (var words : new Words[] {ENGLISH, NORWEGIAN}) {
                assertThat(Verdicts.say(situation).in(words)).isNotBlank();
                Verdicts.cause(situation)
                        .forEach(part -> assertThat(part.in(words)).isNotBlank());
                Verdicts.more(situation)
                        .forEach(part -> assertThat(part.in(words)).isNotBlank());
            }
        });
    }

    /** The first line, the line below and the title of a rollout's page. */
    private static String page(EnvironmentDetails environment, Version version, int done) {
        var situation = situation(environment, 2);
        var steps = StepsTest.nine(version, done);
        var words = new RolloutWords(situation, version, steps);
        return words.say().in(ENGLISH) + " | " + Sentence.in(ENGLISH, words.more(Given.NOON)) + " | "
                + words.title().in(ENGLISH);
    }

    @Test
    void aRolloutsPageSaysWhoIsServedFirst() {
        var running = version(2, Intent.RUN, VersionState.RUNNING, WEB);
        var live = version(2, Intent.RUN, VersionState.LIVE, WEB);
        var failed = version(2, Intent.RUN, VersionState.FAILED, WEB);
        assertThat(page(environment(running, LIVE), running, 6))
                .isEqualTo("v1 still serves grades.no | Step 7 of 9. You may close this page. | 7/9 v2");
        assertThat(page(environment(running, LIVE), running, 8)).startsWith("v2 serves all traffic | Step 9 of 9.");
        assertThat(page(environment(live, live), live, 9))
                .isEqualTo("v2 serves all traffic | v2 took 1 m 12 s. | ✓ v2 live");
        assertThat(page(environment(failed, LIVE), failed, 5))
                .isEqualTo("v1 still serves grades.no | v2 failed in step 6 of 9. v1 was kept. | ✗ v2 failed");
        assertThat(page(environment(failed, LIVE), LIVE, 9)).startsWith("v1 serves all traffic | v1 took 1 m 12 s.");
    }

    @Test
    void anOldVersionsRecordSaysWhatServesNow() {
        var newer = version(3, Intent.RUN, VersionState.LIVE, WEB);
        assertThat(page(environment(newer, newer), LIVE, 9)).startsWith("v3 serves all traffic | ");
    }

    @Test
    void aCancelledVersionDidNotFail() {
        var cancelled = Given.cancelled(version(2, Intent.RUN, VersionState.FAILED, WEB));
        assertThat(page(environment(cancelled, LIVE), cancelled, 3))
                .isEqualTo(
                        "v1 still serves grades.no | v2 was cancelled in step 4 of 9. v1 was kept. | ✗ v2 cancelled");
    }
}
