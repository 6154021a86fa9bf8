package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
