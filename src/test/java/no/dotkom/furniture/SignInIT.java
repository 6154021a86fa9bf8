package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** security.md S17, S20 and S21, asked over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class SignInIT extends RunningFurniture {
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    private static final Duration FRESH = Duration.ofMinutes(15);

    private final Visitor visitor = new Visitor(url());

    /** Begins to sign in; where the identity provider is asked. */
    private String begin() throws IOException, InterruptedException {
        var token = Visitor.token(visitor.get("/login").body());
        var start = visitor.post("/login", Map.of("return", "/", "_csrf", token));
        return start.headers().firstValue("Location").orElseThrow();
    }

    private String session() {
        return visitor.cookie("portal").orElseThrow().getValue();
    }

    @Test
    void theSessionOfBeforeIsNotTheOneAfter() throws IOException, InterruptedException {
        // Given one that is real, as somebody who plants it would have
        begin();
        var before = session();

        // When
        visitor.signIn(LocalPerson.KARI, "/");

        // Then
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        assertThat(session()).isNotEqualTo(before);
        var planter = new Visitor(url());
        planter.plant("portal", before);
        assertThat(planter.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionIsKnownByMoreChanceThanAnybodyGuesses() throws IOException, InterruptedException {
        begin();
        var id = new String(Base64.getDecoder().decode(session()), StandardCharsets.ISO_8859_1);
        assertThat(Base64.getUrlDecoder().decode(id)).hasSize(27);
    }

    /** S41. */
    @Test
    void whatAdminsChangeNeedsAFreshSignIn() throws IOException, InterruptedException {
        // Given
        assertThat(begin()).contains("max_age=43200").doesNotContain("prompt=");
        visitor.signIn(LocalPerson.ADA, "/");
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        assertThat(change(visitor, "false").statusCode()).isEqualTo(404);

        // When
        DemoClock.INSTANCE.advance(FRESH.plusSeconds(1));

        // Then
        var refused = change(visitor, "false");
        assertThat(refused.statusCode()).isEqualTo(303);
        var again = refused.headers().firstValue("Location").orElseThrow();
        assertThat(again).isEqualTo("/login?said=stale&return=%2Fpreferences%3Fa%3Db");
        assertThat(change(visitor, "true").headers().firstValue("HX-Redirect")).hasValue(again);
        for (var spelling : List.of("/%61dmin/nothing", "/apps/a/b/adoption/abandon", "/apps/a/b/adoption/%61bandon")) {
            assertThat(change(visitor, spelling, "false").headers().firstValue("Location"))
                    .hasValue(again);
        }
        assertThat(change(kari, "false").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/preferences").statusCode()).isEqualTo(200);

        // When
        var page = visitor.get(again).body();
        assertThat(page).contains("Nothing was changed", "name=\"again\"");
        var start =
                visitor.post("/login", Map.of("return", "/preferences", "again", "true", "_csrf", Visitor.token(page)));
        assertThat(start.headers().firstValue("Location").orElseThrow()).contains("prompt=login", "max_age=0");
        visitor.prove(LocalPerson.ADA, start);

        // Then
        assertThat(change(visitor, "false").statusCode()).isEqualTo(404);
    }

    /** Of something that is not there, so that who gets past the door is told so. */
    private static HttpResponse<String> change(Visitor by, String htmx) throws IOException, InterruptedException {
        return change(by, "/admin/nothing", htmx);
    }

    private static HttpResponse<String> change(Visitor by, String path, String htmx)
            throws IOException, InterruptedException {
        var token = Visitor.token(by.get("/preferences").body());
        return by.post(
                path,
                Map.of("_csrf", token),
                request -> request.header("HX-Request", htmx)
                        .header("Referer", url() + "/preferences?a=b")
                        .header("Sec-Fetch-Site", "same-origin"));
    }

    @Test
    void whatComesBackInAnAddressForgesNoLineOfTheLog(CapturedOutput output) throws IOException, InterruptedException {
        // Given
        var state = STATE.matcher(begin());
        assertThat(state.find()).isTrue();

        // When
        var forged = "no%0d%0aFORGED%20line%e2%80%a8FORGED" + "x".repeat(2_000);
        var answer = visitor.get(
                "/login/oauth2/code/login?state=" + state.group(1) + "&error=denied&error_description=" + forged);

        // Then
        assertThat(answer.headers().firstValue("Location")).hasValue("/login?said=failed");
        assertThat(output.getOut().lines().filter(line -> line.contains("A sign-in failed")))
                .hasSize(1)
                .allMatch(line -> line.contains("FORGED line FORGED") && line.length() < 600);
        assertThat(output.getOut().lines()).noneMatch(line -> line.startsWith("FORGED"));
    }
}
