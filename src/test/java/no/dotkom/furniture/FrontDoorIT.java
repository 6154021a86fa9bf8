package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** security.md S19 to S29, asked over HTTP. */
class FrontDoorIT extends RunningFurniture {
    private final Visitor stranger = new Visitor(url());

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aPageSendsStrangersToTheSignInPageAndMakesNoSession() throws IOException, InterruptedException, SQLException {
        // Given
        var before = sessions();

        // When
        var answer = stranger.get("/things/grades?tab=a");
        var page = stranger.get("/login?return=%2Fthings%2Fgrades");

        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo("/login?return=%2Fthings%2Fgrades%3Ftab%3Da");
        assertThat(page.body()).contains("Sign in with your Online account", "value=\"/things/grades\"");
        assertThat(sessions()).isEqualTo(before);
    }

    private static int sessions() throws SQLException {
        try (var connection = database().dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from spring_session")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void whatDoesNotExistDoesNotExistForAnybody() throws IOException, InterruptedException {
        var member = Visitor.signedIn(url(), LocalPerson.KARI);
        for (var path : List.of(
                "/nowhere",
                "/actuator",
                "/actuator/health",
                "/actuator/env",
                "/swagger-ui.html",
                "/.env",
                "/assets/none.css")) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(member.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theProbesAnswerWithoutDetailUnderAnyHost() throws IOException, InterruptedException {
        for (var path : List.of("/livez", "/readyz")) {
            var answer = stranger.get(
                    path, request -> request.header("Host", "10.0.3.17:32768").setHeader("Accept", "*/*"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("UP").doesNotContain("components", "details");
        }
    }

    @Test
    void aFragmentIsToldToGoToTheSignInPage() throws IOException, InterruptedException {
        var answer = stranger.get(
                "/things/grades",
                request -> request.header("HX-Request", "true").header("HX-Current-URL", url() + "/things/grades?x=1"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "HX-Redirect")).isEqualTo("/login?return=%2Fthings%2Fgrades%3Fx%3D1");
    }

    @Test
    void aStreamEndsWithoutARedirect() throws IOException, InterruptedException {
        var answer = stranger.get("/events?topic=thing:a&view=v", request -> request.header("HX-Request", "true"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("HX-Redirect")).isEmpty();
    }

    @Test
    void aMemberOfNothingIsToldWhereToAsk() throws IOException, InterruptedException {
        var per = Visitor.signedIn(url(), LocalPerson.PER);
        var answer = per.get("/");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("You are signed in, but not a member of a group with access. Ask in #dotkom.", "Per Lie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https:evil.example",
                "https://evil.example/",
                "/login",
                "/events?x",
                "javascript:alert(1)",
                "/%0d%0aSet-Cookie:x",
                "/a b"
            })
    void aReturnAddressElsewhereIsTheFirstPage(String wanted) throws IOException, InterruptedException {
        var answer = new Visitor(url()).signIn(LocalPerson.KARI, wanted);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isIn("/", "/%0d%0aSet-Cookie:x");
    }

    @Test
    void signingInChangesTheSessionAndKeepsNoToken() throws IOException, InterruptedException, SQLException {
        // Given
        var visitor = new Visitor(url());
        visitor.plant("portal", "cGxhbnRlZA");

        // When
        visitor.signIn(LocalPerson.KARI, "/");

        // Then
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        var planter = new Visitor(url());
        planter.plant("portal", "cGxhbnRlZA");
        assertThat(planter.get("/").statusCode()).isEqualTo(303);
        try (var connection = database().dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select string_agg(encode(attribute_bytes, 'escape'), ' ') from"
                                + " spring_session_attributes union all select string_agg(encode(sealed, 'escape'), ' ')"
                                + " from sign_in_token")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain("eyJ", "DefaultOidcUser");
            }
        }
    }

    @Test
    void everySetCookieIsHttpOnlyLaxAndForTheWholePath() throws IOException, InterruptedException {
        var answer = stranger.get("/login");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie ->
                        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
                .noneMatch(cookie -> cookie.contains("Domain"));
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() throws IOException, InterruptedException {
        // Given
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var session = kari.cookie("portal").orElseThrow().getValue();
        var token = Visitor.token(kari.get("/preferences").body());

        // When
        var answer = kari.post("/logout", Map.of("_csrf", token));

        // Then
        assertThat(header(answer, "Location")).isEqualTo("/login?said=out");
        assertThat(header(answer, "Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
        var thief = new Visitor(url());
        thief.plant("portal", session);
        assertThat(thief.get("/").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({"/things", "/preferences", "/logout"})
    void aChangeNeedsTokenAndOrigin(String path) throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var good = Map.of("name", "forged", "_csrf", Visitor.token(kari.get("/").body()));
        var bad = Map.of("name", "forged", "_csrf", "wrong");
        var none = Map.of("name", "forged");

        assertThat(kari.post(path, none).statusCode()).isEqualTo(403);
        assertThat(kari.post(path, bad).statusCode()).isEqualTo(403);
        for (var site : List.of("same-site", "cross-site", "none")) {
            assertThat(kari.post(path, good, request -> request.header("Sec-Fetch-Site", site))
                            .statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(kari.post(path, good, request -> request.header("Origin", "http://app.localhost:8081"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(kari.post(path, good, request -> {}).statusCode()).isEqualTo(403);
        assertThat(kari.get("/things/forged").body()).contains("nothing yet");
    }

    @Test
    void aBrowserThatOnlyNamesItsOriginMayChange() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var fields =
                Map.of("name", "by-origin", "_csrf", Visitor.token(kari.get("/").body()));
        var answer = kari.post("/things", fields, request -> request.header("Origin", url()));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo("/things/by-origin");
    }

    @Test
    void anExpiredFormSaysSo() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        assertThat(kari.post("/things", Map.of("name", "x")).body())
                .contains("This page was open for too long", "Nothing was changed");
    }

    @Test
    void theStreamCannotBeOpenedByAnotherSite() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        for (var site : Set.of("same-site", "cross-site")) {
            assertThat(kari.get("/events?topic=thing:a&view=v", request -> request.header("Sec-Fetch-Site", site))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost", "localhost:1", "app.localhost:8081", "127.0.0.1"})
    void anotherHostIsNotServed(String host) throws IOException, InterruptedException {
        assertThat(stranger.get("/login", request -> request.header("Host", host))
                        .statusCode())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host, evil.example",
        "Forwarded, host=evil.example",
        "X-Forwarded-Prefix, /evil",
        "X-Forwarded-Port, 99"
    })
    void noHeaderMovesARedirectElsewhere(String name, String value) throws IOException, InterruptedException {
        var page = new Visitor(url());
        var token = Visitor.token(page.get("/login").body());
        var away = stranger.get("/", request -> request.header(name, value));
        var start = page.post(
                "/login",
                Map.of("_csrf", token),
                request -> request.header(name, value).header("Sec-Fetch-Site", "same-origin"));
        assertThat(header(away, "Location")).isEqualTo("/login");
        assertThat(header(start, "Location"))
                .startsWith(identity().issuer() + "/authorize?")
                .contains(
                        "redirect_uri=" + url() + "/login/oauth2/code/login",
                        "code_challenge_method=S256",
                        "nonce=",
                        "state=");
    }

    @Test
    void aSignInBeginsWithTheButtonOnly() throws IOException, InterruptedException {
        for (var path : List.of("/oauth2/authorization/login", "/login/login", "/login/oauth2/code/other")) {
            assertThat(stranger.get(path).headers().firstValue("Location").orElse(""))
                    .as(path)
                    .doesNotContain("authorize");
        }
    }

    @Test
    void anAnswerWithoutOurStateSignsNobodyIn() throws IOException, InterruptedException {
        var answer = stranger.get("/login/oauth2/code/login?code=stolen&state=forged");
        assertThat(header(answer, "Location")).isEqualTo("/login?said=failed");
        assertThat(stranger.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void theSignInPageSaysOnlyWhatItKnows() throws IOException, InterruptedException {
        assertThat(stranger.get("/login?said=out").body()).contains("You are signed out.");
        assertThat(stranger.get("/login?said=%3Cscript%3Eevil&error=evil").body())
                .doesNotContain("evil");
    }

    @Test
    void afterTwelveHoursEverybodySignsInAgain() throws IOException, InterruptedException {
        var ola = Visitor.signedIn(url(), LocalPerson.OLA);
        assertThat(ola.get("/").statusCode()).isEqualTo(200);
        DemoClock.INSTANCE.advance(Duration.ofHours(12));
        assertThat(ola.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void aFailureShowsANumberAndNothingOfItsInside() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var answer = kari.get("/broken", request -> request.header("X-Request-Id", "mine"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("The page could not be shown", header(answer, "X-Request-Id"))
                .doesNotContain("secrets", "IllegalState", "at no.dotkom", "mine");
        assertThat(header(answer, "X-Request-Id")).matches("[0-9A-Z]{10}-[0-9A-Z]{4}");
        var json = kari.get("/broken", request -> request.setHeader("Accept", "application/json"));
        assertThat(json.body())
                .matches("\\{\"(status\":500,\"request\":\"[0-9A-Z-]+|request\":\"[0-9A-Z-]+\",\"status\":500)\"?}");
    }

    @Test
    void thePolicyIsOnEveryKindOfAnswer() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var css = kari.get("/").body().replaceAll("(?s).*href=\"(/assets/portal-[^\"]+css)\".*", "$1");
        var origin = identity().issuer().replaceAll("(http://[^/]+)/.*", "$1");
        var policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                + " form-action 'self' " + origin + "; base-uri 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types htmx";
        var answers = Map.of(
                "page", kari.get("/"),
                "fragment", kari.get("/palette", request -> request.header("HX-Request", "true")),
                "redirect", stranger.get("/"),
                "not found", kari.get("/nowhere"),
                "failure", kari.get("/broken"),
                "refused", kari.post("/things", Map.of()),
                "asset", kari.get(css),
                "other host", stranger.get("/", request -> request.header("Host", "evil.example")),
                "sign-in page", stranger.get("/login"),
                "stream refused", stranger.get("/events?topic=a&view=b"));
        answers.forEach((kind, answer) -> {
            assertThat(header(answer, "Content-Security-Policy")).as(kind).isEqualTo(policy);
            assertThat(header(answer, "X-Content-Type-Options")).as(kind).isEqualTo("nosniff");
            assertThat(header(answer, "X-Frame-Options")).as(kind).isEqualTo("DENY");
            assertThat(header(answer, "Referrer-Policy")).as(kind).isEqualTo("same-origin");
            assertThat(header(answer, "Cross-Origin-Opener-Policy")).as(kind).isEqualTo("same-origin");
            assertThat(header(answer, "Cache-Control"))
                    .as(kind)
                    .contains(kind.equals("asset") ? "immutable" : "no-store");
        });
        assertThat(header(kari.get("/"), "Vary")).containsIgnoringCase("HX-Request");
    }

    @Test
    void assetsComePacked() throws IOException, InterruptedException {
        var css = stranger.get("/login").body().replaceAll("(?s).*href=\"(/assets/portal-[^\"]+css)\".*", "$1");
        for (var packing : List.of("br", "gzip")) {
            var answer = stranger.get(css, request -> request.header("Accept-Encoding", packing));
            assertThat(header(answer, "Content-Encoding")).isEqualTo(packing);
            assertThat(header(answer, "Vary")).contains("Accept-Encoding");
        }
        assertThat(header(stranger.get(css), "Set-Cookie")).isEmpty();
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedWithAndWithoutScript() throws IOException, InterruptedException {
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var fields = Map.of("name", "  ", "_csrf", Visitor.token(kari.get("/").body()));
        var whole = kari.post("/things", fields);
        var part = kari.post(
                "/things",
                fields,
                request -> request.header("Sec-Fetch-Site", "same-origin")
                        .header("HX-Request", "true")
                        .header("HX-Request-Type", "partial"));
        assertThat(whole.statusCode()).isEqualTo(422);
        assertThat(whole.body()).contains("<title>Error: First · Container Service</title>", "There is a problem");
        assertThat(part.statusCode()).isEqualTo(422);
        assertThat(part.body())
                .startsWith("<form")
                .contains("There is a problem")
                .doesNotContain("<html");
    }

    @Test
    void theLanguageIsTheReadersChoiceThenTheBrowsersThenEnglish() throws IOException, InterruptedException {
        assertThat(language("nn-NO,nn;q=0.9,en;q=0.8")).isEqualTo("nb");
        assertThat(language("de,no;q=0.5")).isEqualTo("nb");
        assertThat(language("fr")).isEqualTo("en");
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        var token = Visitor.token(kari.get("/preferences").body());
        kari.post(
                "/preferences",
                Map.of("language", "bokmal", "theme", "dark", "zone", "utc", "keys", "off", "_csrf", token));
        var page = kari.get("/preferences").body();
        assertThat(page).contains("Preferansene dine er lagret.");
        assertThat(kari.get("/preferences").body())
                .doesNotContain("Preferansene dine er lagret.")
                .contains("<html lang=\"nb\" data-theme=\"dark\" data-keys=\"off\">");
    }

    private String language(String accepted) throws IOException, InterruptedException {
        var body = stranger.get("/login", request -> request.header("Accept-Language", accepted))
                .body();
        return body.replaceAll("(?s).*<html lang=\"([a-z]+)\".*", "$1");
    }
}
