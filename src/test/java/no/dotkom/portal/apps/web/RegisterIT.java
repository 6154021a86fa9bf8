package no.dotkom.portal.apps.web;

import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import no.dotkom.portal.model.AppName;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class RegisterIT extends AppsPages {
    @Test
    void theFormComesWithItsDefaults() {
        assertThat(page(KARI, "/apps/new"))
                .hasStatusOk()
                .bodyText()
                .contains("<title>Register an application", "value=\"staging\"", "value=\"3000\"", "value=\"/health\"")
                .containsPattern("value=\"small\" checked")
                .containsPattern("value=\"everyone\" checked")
                .doesNotContain("aria-invalid", "??", "name=\"team\"", "<details open");
    }

    @Test
    void aMemberOfSeveralTeamsIsAskedForTheOwner() {
        assertThat(page(BOTH, "/apps/new")).bodyText().contains("<select class=\"input\" id=\"team\"", ">webkom<");
    }

    @Test
    void reviewShowsEveryResourceAndAsksForOneClick() {
        var name = freshName();
        assertThat(send(KARI, "/apps/review", answers(name)))
                .hasStatusOk()
                .bodyText()
                .contains("Create and deploy " + name + " (staging)")
                .contains("<code>" + name + "-staging</code>", "<code>/apps/" + name + "-staging</code>")
                .contains("evergreen-prod-gateway, priority chosen by us", "ecsTaskExecutionRole")
                .contains("<code>*.online.ntnu.no</code>", "5 new, 3 reused", "30 days")
                .contains("formaction=\"/apps/new#image\"", "name=\"architecture\" value=\"amd64\"")
                .doesNotContain("??");
    }

    @Test
    void changeBringsEveryAnswerBack() {
        var answers = answers(freshName(), "variables", "A=\"1\n2\"\nB=3");
        answers.put("grace", "90");
        assertThat(send(KARI, "/apps/new", answers))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"90\"", "A=&quot;1\n2&quot;\nB=3", IMAGE);
    }

    @Test
    void createMakesTheFirstVersionAndGoesToItsRollout() {
        var name = freshName();
        assertThat(send(KARI, "/apps", keyed(answers(name))))
                .hasStatus(303)
                .hasHeader("Location", "/apps/" + name + "/staging/versions/1");
        var spec = staging(name).latest().spec();
        assertThat(spec.image().toString()).isEqualTo(IMAGE);
        assertThat(spec.count()).isEqualTo(1);
        assertThat(staging(name).ref().team()).isEqualTo(WEBKOM);
    }

    @Test
    void aDoubleSubmitMakesOneApplication() throws Exception {
        var name = freshName();
        var form = keyed(answers(name));
        Callable<MvcTestResult> sending = () -> send(KARI, "/apps", form);
        var sends = Collections.nCopies(10, sending);
        try (var people = Executors.newFixedThreadPool(10)) {
            for (var sent : people.invokeAll(sends)) {
                assertThat(sent.get()).hasStatus(303).hasHeader("Location", "/apps/" + name + "/staging/versions/1");
            }
        }
        assertThat(sql.fetchCount(APP, APP.NAME.eq(name))).isEqualTo(1);
    }

    @Test
    void anotherWithTheSameKeyMakesNothing() {
        var form = keyed(answers(freshName()));
        send(KARI, "/apps", form);
        var theirs = keyed(answers(freshName()));
        theirs.put("key", form.get("key"));
        assertThat(send(OLA, "/apps", theirs)).hasStatus(422).bodyText().contains("This form was sent before.");
    }

    @Test
    void withoutAKeyReviewComesFirst() {
        assertThat(send(KARI, "/apps", answers(freshName())))
                .hasStatusOk()
                .bodyText()
                .contains("Create and deploy");
    }

    @Test
    void ofTwoAtOnceOnOneHostOneWinsAndTheOtherIsToldAtTheField() throws Exception {
        var host = freshName() + ".online.ntnu.no";
        var kari = keyed(answers(freshName(), "domain", host));
        var ola = keyed(answers(freshName(), "domain", host));
        var sends = List.<Callable<MvcTestResult>>of(() -> send(KARI, "/apps", kari), () -> send(OLA, "/apps", ola));
        List<MvcTestResult> results;
        try (var people = Executors.newFixedThreadPool(2)) {
            results = people.invokeAll(sends).stream()
                    .map(done -> done.resultNow())
                    .toList();
        }
        assertThat(results).map(result -> result.getResponse().getStatus()).containsExactlyInAnyOrder(303, 422);
        var lost = results.stream()
                .filter(result -> result.getResponse().getStatus() == 422)
                .findFirst()
                .orElseThrow();
        assertThat(lost).bodyText().contains("id=\"domain-error\"", host + " is already routed to");
        assertThat(sql.fetchCount(HOST, HOST.NAME.eq(host))).isEqualTo(1);
    }

    @Test
    void ofTwoAtOnceUnderOneNameOneWins() throws Exception {
        var name = freshName();
        var kari = keyed(answers(name, "domain", freshName() + ".online.ntnu.no"));
        var ola = keyed(answers(name, "domain", freshName() + ".online.ntnu.no"));
        var sends = List.<Callable<MvcTestResult>>of(() -> send(KARI, "/apps", kari), () -> send(OLA, "/apps", ola));
        try (var people = Executors.newFixedThreadPool(2)) {
            assertThat(people.invokeAll(sends))
                    .map(done -> done.resultNow().getResponse().getStatus())
                    .containsExactlyInAnyOrder(303, 422);
        }
    }

    @Test
    void aRefusalKeepsAllThatWasTyped() {
        var answers = answers(registered());
        answers.put("image", "ghcr.io/dotkom/web:arm");
        answers.put("domain", "portal.online.ntnu.no");
        answers.put("grace", "7");
        answers.put("variables", "A='x y'\nB=2");
        answers.put("size", "custom");
        answers.put("cpu", "300");
        answers.put("memory", "400");
        answers.put("limit", "500");
        assertThat(send(KARI, "/apps/review", answers))
                .hasStatus(422)
                .bodyText()
                .contains("<title>Error: Register an application", "There is a problem")
                .containsSubsequence(
                        answers.get("name") + " is already an application",
                        "The image is built for arm64; this app runs on amd64.",
                        "portal.online.ntnu.no is kept for the platform itself.")
                .contains("href=\"#name\"", "href=\"#image\"", "href=\"#domain\"")
                .containsPattern("id=\"name\"[^>]*aria-invalid=\"true\"")
                .contains("A=&#39;x y&#39;\nB=2", "value=\"7\"", "value=\"300\"", "value=\"400\"", "value=\"500\"")
                .containsPattern("value=\"custom\" checked");
    }

    @Test
    void advancedIsOpenWhenTheErrorIsInThere() {
        assertThat(send(KARI, "/apps/review", answers(freshName(), "drain", "9")))
                .hasStatus(422)
                .bodyText()
                .containsPattern("<details class=\"fold\" open")
                .contains("Drain must be 10 to 300 seconds");
    }

    @Test
    void aHostThatIsTakenNamesItsApplicationAndLinksToItForThoseWhoMaySeeIt() {
        var name = registered();
        var wanted = answers(freshName(), "domain", name.toUpperCase(Locale.ROOT) + "-Staging.ONLINE.ntnu.no.");
        assertThat(send(KARI, "/apps/review", wanted))
                .hasStatus(422)
                .bodyText()
                .contains(name + "-staging.online.ntnu.no is already routed to " + name + "-staging.")
                .contains("href=\"/apps/" + name + "/staging\"");
        assertThat(send(OLA, "/apps/review", wanted))
                .hasStatus(422)
                .bodyText()
                .contains("is already routed to")
                .doesNotContain("href=\"/apps/" + name + "/staging\"");
    }

    @Test
    void aNameOfAnotherTeamIsTaken() {
        var name = registered();
        var wanted = answers(name, "domain", freshName() + ".online.ntnu.no");
        wanted.put("environment", "production");
        wanted.put("adding", "true");
        wanted.put("team", "appkom");
        assertThat(send(OLA, "/apps/review", wanted))
                .hasStatus(422)
                .bodyText()
                .contains(name + " is already an application");
    }

    @Test
    void aTeamOfOthersIsNotForMe() {
        assertThat(send(KARI, "/apps/review", answers(freshName(), "team", "appkom")))
                .hasStatus(422)
                .bodyText()
                .contains("You may not register for this team.");
    }

    @Test
    void aFurtherEnvironmentBeginsWithTheAnswersOfTheFirst() {
        var name = registered();
        assertThat(page(KARI, "/apps/" + name + "/environments/new"))
                .hasStatusOk()
                .bodyText()
                .contains("Add an environment of " + name, "value=\"production\"", IMAGE)
                .containsPattern("id=\"name\"[^>]*readonly");
        var further = answers(name, "environment", "production");
        further.putAll(Map.of("adding", "true", "domain", "", "count", ""));
        assertThat(send(KARI, "/apps", keyed(further))).hasStatus(303);
        assertThat(apps.environments(KARI, new AppName(name)))
                .map(environment -> environment.ref().name().full())
                .containsExactly(name + "-production", name + "-staging");
        assertThat(apps.environments(KARI, new AppName(name))
                        .getFirst()
                        .latest()
                        .spec()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void environmentsOfOthersAreNotThere() {
        assertThat(page(OLA, "/apps/" + registered() + "/environments/new")).hasStatus(404);
        assertThat(page(KARI, "/apps/nothing/environments/new")).hasStatus(404);
        assertThat(page(KARI, "/apps/No/environments/new")).hasStatus(404);
    }

    @Test
    void aWorkerNeedsNoPortNoDomainAndNoPath() {
        var name = freshName();
        var worker = answers(name, "reach", "nobody");
        worker.putAll(Map.of("port", "", "domain", "", "healthPath", ""));
        assertThat(send(KARI, "/apps/review", worker))
                .hasStatusOk()
                .bodyText()
                .contains("nobody", "3 new, 1 reused")
                .doesNotContain("Target group", "Listener rule");
        assertThat(send(KARI, "/apps", keyed(worker))).hasStatus(303);
        assertThat(staging(name).latest().spec().port()).isZero();
    }

    @Test
    void severalHostsMayBeGivenAtOnce() {
        var name = freshName();
        var hosts = name + ".grades.no, " + name + ".online.ntnu.no\nwww." + name + ".abakus.no";
        assertThat(send(KARI, "/apps/review", answers(name, "domain", hosts)))
                .hasStatusOk()
                .bodyText()
                .contains("A alias to gateway.elb.amazonaws.com", "CNAME to gateway.elb.amazonaws.com", "by you")
                .contains("*.online.ntnu.no");
    }

    @Test
    void whatIsTooLargeForAnyNodeIsToldAndNotForbidden() {
        node("node-a", 2048, 1900);
        assertThat(send(KARI, "/apps/review", huge()))
                .hasStatusOk()
                .bodyText()
                .contains("No node has 4000 MiB free; the largest gap is ", "Create and deploy", "too small");
    }

    private static Map<String, String> huge() {
        var huge = answers(freshName(), "size", "custom");
        huge.putAll(Map.of("cpu", "256", "memory", "4000", "limit", "5000"));
        return huge;
    }

    private void node(String name, int cpu, int memory) {
        sql.execute(
                "insert into node_snapshot values (?, ?, ?, 't3.small', 'x86_64', 'eu-north-1a', 'ACTIVE', true, 2048, ?,"
                        + " 1900, ?, now()) on conflict do nothing",
                name,
                name,
                name,
                cpu,
                memory);
    }

    @Test
    void htmxIsSentToTheRolloutByHeader() {
        var name = freshName();
        var request = post("/apps").header("HX-Request", "true");
        keyed(answers(name)).forEach(request::param);
        assertThat(ask(KARI, request)).hasStatus(204).hasHeader("HX-Redirect", "/apps/" + name + "/staging/versions/1");
    }

    @Test
    void whatIsNoQuestionIsNotRead() {
        var name = freshName();
        var form = keyed(answers(name));
        form.putAll(Map.of("id", "1", "role", "MAINTAINER", "owner.id", "2", "taskRoleArn", "arn:x", "class.x", "y"));
        assertThat(send(KARI, "/apps", form)).hasStatus(303);
        assertThat(staging(name).ref().team()).isEqualTo(WEBKOM);
    }

    @Test
    void typedExpressionsAreText() {
        var evil = "${7*7} __${T(java.lang.Runtime)}__::.x ~{fragments/icon}";
        for (var question : List.of("name", "environment", "image", "domain", "healthPath", "variables", "codes")) {
            assertThat(send(KARI, "/apps/review", answers(freshName(), question, evil)))
                    .hasStatus(422)
                    .bodyText()
                    .contains("${7*7} __${T(java.lang.Runtime)}__::.x ~{fragments/icon}");
        }
    }

    @Test
    void bokmalHasAllItsWords() {
        var request = post("/apps/review").header("Accept-Language", "nb");
        answers(freshName()).forEach(request::param);
        assertThat(ask(KARI, request))
                .hasStatusOk()
                .bodyText()
                .contains("Opprett og rull ut")
                .doesNotContain("??");
    }

    @Test
    void aVariableThatLooksLikeASecretWaitsForItsEnvironment() {
        // Given
        var name = freshName();
        var form = keyed(answers(name, "variables", "A=1\nSENTRY_DSN=abc"));

        // Then
        for (var path : List.of("/apps/review", "/apps")) {
            assertThat(send(KARI, path, form))
                    .hasStatus(422)
                    .bodyText()
                    .contains("SENTRY_DSN looks like a secret: its name", "Leave it out and register first")
                    .contains("It is no secret: SENTRY_DSN")
                    .doesNotContain("Make SENTRY_DSN a secret");
        }

        // When
        form.put("noSecret", "SENTRY_DSN");

        // Then
        assertThat(send(KARI, "/apps/review", form))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"noSecret\" value=\"SENTRY_DSN\"");
        assertThat(send(KARI, "/apps", form)).hasStatus(303);
        assertThat(staging(name).latest().spec().variables().values()).containsEntry("SENTRY_DSN", "abc");
    }

    @Test
    void whatIsSaidToBeNoSecretStaysSaidWhileSomethingElseIsWrong() {
        // Given
        var form = answers(freshName(), "variables", "API_KEY=abc");
        form.put("noSecret", "API_KEY,<b>");
        form.put("port", "x");

        // Then
        assertThat(send(KARI, "/apps/review", form))
                .hasStatus(422)
                .bodyText()
                .containsPattern("name=\"noSecret\" value=\"API_KEY\" checked")
                .doesNotContain("looks like a secret", "&lt;b&gt;");
    }
}
