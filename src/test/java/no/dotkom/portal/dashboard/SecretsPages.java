package no.dotkom.portal.dashboard;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.Map;
import no.dotkom.portal.identity.Member;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What tests of the secrets page send to it. */
abstract class SecretsPages extends DashboardPages {
    /** Looked for, also in other spellings, in all that the portal says and keeps. */
    static final String CANARY = "sesame: öpen/up+now?";

    final MvcTestResult send(Member member, Scene scene, String below, Map<String, String> answers) {
        var request = post(scene.path() + "/secrets" + below);
        answers.forEach(request::param);
        return ask(member, request);
    }

    final MvcTestResult set(Scene scene, String name, String value) {
        return send(KARI, scene, "", Map.of("name", name, "value", value));
    }

    final MvcTestResult deploy(Scene scene) {
        var expected = String.valueOf(scene.now().generation().number());
        return send(KARI, scene, "/deploy", Map.of("expected", expected));
    }

    final String page(Scene scene) {
        return text(page(KARI, scene.path() + "/secrets"));
    }
}
