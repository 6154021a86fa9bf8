package no.dotkom.portal.apps.web;

import java.util.Objects;
import java.util.Optional;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.ApiToken;
import no.dotkom.portal.identity.PublicAddress;
import no.dotkom.portal.identity.Trust;
import no.dotkom.portal.identity.WorkflowRule;
import org.springframework.stereotype.Component;

/** What is copied into a repository so that it deploys an environment: complete, for the rule that lets it. */
@Component
class Snippets {
    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    private final PublicAddress address;
    private final ActionProperties action;

    Snippets(PublicAddress address, ActionProperties action) {
        this.address = address;
        this.action = action;
    }

    /** A file for {@code .github/workflows}. */
    String workflow(EnvironmentDetails found, Optional<Trust> trust) {
        var name = found.ref().name();
        var rule = trust.map(Trust::rule);
        return """
                name: Deploy %s to %s
                on:
                %s
                permissions:
                  contents: read
                  id-token: write
                jobs:
                  deploy:
                    runs-on: ubuntu-latest
                %s    steps:
                      # Build and push the image before this step, under the tag that it names.
                      - uses: %s
                        with:
                          portal: %s
                          app: %s
                          environment: %s
                          image: %s:${{ github.sha }}
                """.formatted(
                        name.app(),
                        name.slug(),
                        on(rule),
                        rule.map(Snippets::environment).orElse(""),
                        action.uses(),
                        address.origin(),
                        name.app(),
                        name.slug(),
                        repository(found));
    }

    private static String on(Optional<WorkflowRule> rule) {
        var ref = rule.map(WorkflowRule::ref).orElse(HEADS + "main");
        if (ref.startsWith(TAGS)) {
            return "  push:\n    tags: ['%s']".formatted(ref.substring(TAGS.length()));
        }
        return "  push:\n    branches: ['%s']".formatted(ref.isEmpty() ? "main" : ref.substring(HEADS.length()));
    }

    private static String environment(WorkflowRule rule) {
        return rule.environment().isEmpty() ? "" : "    environment: '%s'\n".formatted(rule.environment());
    }

    /** The image without its tag and digest. */
    private static String repository(EnvironmentDetails found) {
        var image = found.latest().spec().image();
        return image.registry() + "/" + image.repository();
    }

    /** For whom the token must be. */
    String audience() {
        return address.origin();
    }

    /** For a workflow of one's own making. */
    String curl(EnvironmentDetails found) {
        return deploy(found, "$TOKEN", repository(found) + ":1.2.3");
    }

    /** What a token is for, to be run as it stands: it deploys what serves once more, or the newest image, or reads. */
    String curl(EnvironmentDetails found, ApiToken.Scope scope, String token) {
        return switch (scope) {
            case READ -> """
                curl --fail-with-body "%s/api/v1%s" -H "Authorization: Bearer %s\"""".formatted(address.origin(), Addresses.of(found.ref()), token);
            case DEPLOY -> deploy(found, token, serving(found).spec().image().reference());
        };
    }

    private static Version serving(EnvironmentDetails found) {
        return Objects.requireNonNullElse(found.live(), found.latest());
    }

    private String deploy(EnvironmentDetails found, String token, String image) {
        return """
                curl --fail-with-body "%s/api/v1%s/versions" -H "Authorization: Bearer %s" -H "Content-Type: application/json" --data '{"image": "%s"}'""".formatted(address.origin(), Addresses.of(found.ref()), token, image);
    }
}
