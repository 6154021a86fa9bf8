package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Trusts;
import no.dotkom.portal.identity.WorkflowRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.yaml.snakeyaml.Yaml;

/** The page on which a team says which workflows may deploy. */
class WorkflowsIT extends DashboardPages {
    private MvcTestResult send(Member member, Scene scene, Map<String, String> answers) {
        var form = new TreeMap<>(Map.of(
                "repository", "dotkom/grades",
                "repositoryId", "74",
                "ownerId", "65",
                "kind", "branch",
                "place", "main"));
        form.putAll(answers);
        var request = post(scene.path() + "/workflows");
        form.forEach(request::param);
        return ask(member, request);
    }

    @Test
    void aRuleIsAddedOnceAndRemoved() {
        // Given
        var scene = live();
        var id = scene.ref().id();

        // When
        var added = send(KARI, scene, Map.of());
        send(KARI, scene, Map.of());

        // Then
        assertThat(added).hasStatus(303);
        assertThat(trusts.of(id))
                .singleElement()
                .extracting(trust -> trust.rule())
                .isEqualTo(new WorkflowRule("dotkom/grades", 74, 65, "refs/heads/main", ""));
        assertThat(text(page(VIEWER, scene.path() + "/workflows")))
                .contains("dotkom/grades", "id 74, owner 65", "refs/heads/main", "Kari Nilsen")
                .contains("You need the role developer");
        var deed = requireNonNull(sql.selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.ACTION.eq("trust.add"))
                .orderBy(AUDIT_EVENT.ID.desc())
                .fetchAny());
        assertThat(deed.getDetail()).isEqualTo("dotkom/grades refs/heads/main");

        // When
        var trust = trusts.of(id).getFirst().id();
        var removed = ask(KARI, post(scene.path() + "/workflows/" + trust + "/remove"));

        // Then
        assertThat(removed).hasStatus(303);
        assertThat(trusts.of(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/dotkom/grades.git,branch,main,refs/heads/main,''",
        "dotkom/grades,branch,refs/heads/dev/x,refs/heads/dev/x,''",
        "dotkom/grades,tag,v1.0,refs/tags/v1.0,''",
        "dotkom/grades,environment,Prod west,'',Prod west"
    })
    void whatPeoplePasteIsUnderstood(String repository, String kind, String place, String ref, String environment) {
        // Given
        var scene = live();

        // When
        send(KARI, scene, Map.of("repository", repository, "kind", kind, "place", place));

        // Then
        assertThat(trusts.of(scene.ref().id()))
                .singleElement()
                .extracting(trust -> trust.rule())
                .isEqualTo(new WorkflowRule("dotkom/grades", 74, 65, ref, environment));
    }

    @ParameterizedTest
    @CsvSource({
        "repository,grades,Enter the repository as owner/name",
        "repository,dotkom/*,Enter the repository as owner/name",
        "repositoryId,dotkom,Enter the id of the repository",
        "ownerId,0,Enter the id of its owner",
        "place,'',Enter the whole name",
        "place,*,Enter the whole name",
        "place,main..evil,Enter the whole name"
    })
    void whatIsNoRuleIsToldAtItsFieldAndNothingTypedIsLost(String field, String typed, String sentence) {
        // Given
        var scene = live();

        // When
        var answer = send(KARI, scene, Map.of(field, typed));

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains(sentence);
        assertThat(body(answer)).contains("value=\"" + typed + "\"");
        assertThat(trusts.of(scene.ref().id())).isEmpty();
    }

    @Test
    void tenAreTheMost() {
        // Given
        var scene = live();
        for (var branch = 0; branch < Trusts.MOST; branch++) {
            send(KARI, scene, Map.of("place", "release-" + branch));
        }

        // When
        var answer = send(KARI, scene, Map.of("place", "release-10"));

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("Ten rules are the most");
    }

    @Test
    void ofAnotherEnvironmentNothingIsRemoved() {
        // Given
        var scene = live();
        send(KARI, scene, Map.of());
        var trust = trusts.of(scene.ref().id()).getFirst().id();

        // When
        ask(KARI, post(live().path() + "/workflows/" + trust + "/remove"));

        // Then
        assertThat(trusts.of(scene.ref().id())).hasSize(1);
    }

    @Test
    void theWorkflowToCopyIsCompleteForTheRule() {
        // Given
        var scene = live();
        send(KARI, scene, Map.of("kind", "environment", "place", "production"));

        // When
        var page = body(page(KARI, scene.path() + "/workflows"));

        // Then
        var snippet = page.replaceAll("(?s).*data-copy=\"(name: Deploy[^\"]*)\".*", "$1")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        var workflow = String.valueOf(new Yaml().<Object>load(snippet));
        assertThat(workflow)
                .contains("id-token=write", "environment=production, steps=")
                .contains("portal=" + url(), "app=" + scene.ref().name().app(), "environment=production, image=")
                .contains("image=123456789012.dkr.ecr.eu-north-1.amazonaws.com/", ":${{ github.sha }}");
    }
}
