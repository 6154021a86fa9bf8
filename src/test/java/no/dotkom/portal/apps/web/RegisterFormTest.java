package no.dotkom.portal.apps.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Zone;
import no.dotkom.portal.ui.FieldErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterFormTest {
    private static final Platform PLATFORM = new Platform(
            "eu-north-1",
            new Arn("arn:cluster"),
            "evergreen",
            "vpc-1",
            List.of(new Gateway(
                    "gateway", new Arn("arn:lb"), new Arn("arn:listener"), "gateway.aws", "Z1", "http://x")),
            Map.of(Architecture.AMD64, "amd64"),
            new Arn("arn:aws:iam::1:role/execution"),
            List.of(new Zone("online.ntnu.no", "Z2", true, "*.online.ntnu.no")),
            List.of("ghcr.io/dotkom"),
            Set.of(),
            List.of(),
            30,
            170,
            null);

    private static RegisterForm filled() {
        return RegisterForm.fresh().with("name", "voting").with("image", "ghcr.io/dotkom/web:1.4.2");
    }

    private static EnvironmentSpec spec(RegisterForm form) {
        assertThat(form.toSpec(PLATFORM, Architecture.AMD64)).isInstanceOf(SpecReading.Spec.class);
        return ((SpecReading.Spec) form.toSpec(PLATFORM, Architecture.AMD64)).spec();
    }

    private static List<String> wrong(RegisterForm form) {
        assertThat(form.toSpec(PLATFORM, Architecture.AMD64)).isInstanceOf(SpecReading.Wrong.class);
        var errors = ((SpecReading.Wrong) form.toSpec(PLATFORM, Architecture.AMD64)).errors();
        return errors.all().stream()
                .map(error -> error.field() + " " + ((FieldErrors.Sentence.Keyed) error.sentence()).key())
                .toList();
    }

    @Test
    void theDefaultsAreOurs() {
        var spec = spec(filled());
        assertThat(spec.count()).isEqualTo(1);
        assertThat(spec.size()).isEqualTo(Size.SMALL);
        assertThat(spec.rollout()).isEqualTo(RolloutSettings.DEFAULT);
        assertThat(spec.ingress())
                .isEqualTo(new Ingress.Http(
                        Reach.PUBLIC,
                        List.of(new HostName("voting-staging.online.ntnu.no")),
                        3000,
                        HealthCheck.DEFAULT));
    }

    @Test
    void productionHasItsNameAloneAndTwoTasks() {
        var spec = spec(filled().with("environment", "production"));
        assertThat(spec.count()).isEqualTo(2);
        assertThat(((Ingress.Http) spec.ingress()).hosts()).containsExactly(new HostName("voting.online.ntnu.no"));
    }

    @ParameterizedTest
    @CsvSource({
        "image, '', apps.error.image.empty",
        "image, 'ghcr.io/Dotkom/web:1', apps.error.image",
        "image, 'user@ghcr.io/dotkom/web:1', apps.error.image",
        "image, 'https://ghcr.io/dotkom/web', apps.error.image",
        "image, 'ghcr.io/dotkom/web:', apps.error.image",
        "image, 'ghcr.io/dotkom/web:1 2', apps.error.image",
        "image, 'ghcr.io/dotkom/web@sha256:12', apps.error.image",
        "port, '', apps.error.port",
        "port, '0', apps.error.port",
        "port, '65536', apps.error.port",
        "port, '-1', apps.error.port",
        "port, '3e3', apps.error.port",
        "port, '99999999999', apps.error.port",
        "port, '٣٠٠٠', apps.error.port",
        "reach, 'friends', apps.error.reach",
        "reach, '', apps.error.reach",
        "domain, '*.online.ntnu.no', apps.error.domain.wildcard",
        "domain, 'a?.online.ntnu.no', apps.error.domain.wildcard",
        "domain, 'hello', apps.error.domain.label",
        "domain, 'hello.online.ntnu.no:8080', apps.error.domain.port",
        "domain, '10.0.0.1', apps.error.domain.ip",
        "domain, '[::1]', apps.error.domain.ip",
        "domain, '2001:db8::1', apps.error.domain.ip",
        "domain, 'me@hello.online.ntnu.no', apps.error.domain.user",
        "domain, 'https://hello.online.ntnu.no', apps.error.domain.address",
        "domain, 'hello.online.ntnu.no/path', apps.error.domain.address",
        "domain, 'hello_world.online.ntnu.no', apps.error.domain",
        "domain, '-hello.online.ntnu.no', apps.error.domain",
        "domain, 'hello..ntnu.no', apps.error.domain",
        "domain, 'hel\u200blo.online.ntnu.no', apps.error.domain",
        "healthPath, '', apps.error.healthPath",
        "healthPath, 'health', apps.error.healthPath",
        "healthPath, '/a b', apps.error.healthPath.grammar",
        "healthPath, '/æ', apps.error.healthPath.grammar",
        "size, '', apps.error.size",
        "size, 'giant', apps.error.size",
        "count, '0', apps.error.count",
        "count, '11', apps.error.count",
        "count, '1.5', apps.error.count",
        "count, 'two', apps.error.count",
        "grace, '601', apps.error.grace",
        "interval, '4', apps.error.interval",
        "interval, '301', apps.error.interval",
        "timeout, '1', apps.error.timeout",
        "timeout, '10', apps.error.timeout.long",
        "healthyAfter, '1', apps.error.healthyAfter",
        "unhealthyAfter, '11', apps.error.unhealthyAfter",
        "codes, '200-600', apps.error.codes",
        "codes, 'ok', apps.error.codes",
        "codes, '399-200', apps.error.codes",
        "stopTimeout, '121', apps.error.stopTimeout",
        "drain, '9', apps.error.drain",
        "architecture, 'mips', apps.error.architecture",
        "variables, 'no equals sign', apps.error.variables.line",
    })
    void eachWrongAnswerIsToldAtItsOwnFieldAlone(String question, String answer, String key) {
        assertThat(wrong(filled().with(question, answer))).containsExactly(question + " " + key);
    }

    @Test
    void whatIsTooLongIsTold() {
        assertThat(wrong(filled().with("domain", "a".repeat(60) + "." + "b".repeat(60) + ".online.ntnu.no")))
                .containsExactly("domain apps.error.domain.long");
        assertThat(wrong(filled().with("domain", "a.online.ntnu.no,".repeat(21))))
                .containsExactly("domain apps.error.domain.many");
        assertThat(wrong(filled().with("healthPath", "/" + "a".repeat(1024))))
                .containsExactly("healthPath apps.error.healthPath.grammar");
        assertThat(wrong(filled().with("containerCheck", "a".repeat(1025))))
                .containsExactly("containerCheck apps.error.containerCheck");
        assertThat(wrong(filled().with("containerCheck", "curl\u0000")))
                .containsExactly("containerCheck apps.error.containerCheck.character");
    }

    @Test
    void everyWrongAnswerIsToldAtOnceInTheOrderOfTheQuestions() {
        var form =
                filled().with("image", "").with("port", "x").with("count", "99").with("drain", "1");
        assertThat(wrong(form))
                .containsExactly(
                        "image apps.error.image.empty",
                        "port apps.error.port",
                        "count apps.error.count",
                        "drain apps.error.drain");
    }

    @ParameterizedTest
    @CsvSource({
        "Hello.Online.NTNU.no, hello.online.ntnu.no",
        "hello.online.ntnu.no., hello.online.ntnu.no",
        "ｈｅｌｌｏ.online.ntnu.no, hello.online.ntnu.no",
        "blåbær.online.ntnu.no, xn--blbr-roah.online.ntnu.no",
    })
    void hostsHaveOneForm(String typed, String kept) {
        var http = (Ingress.Http) spec(filled().with("domain", typed)).ingress();
        assertThat(http.hosts()).containsExactly(new HostName(kept));
    }

    @Test
    void anOwnSizeNeedsThreeNumbersThatFitTogether() {
        var custom = filled().with("size", "custom");
        assertThat(wrong(custom))
                .containsExactly("cpu apps.error.cpu", "memory apps.error.memory", "limit apps.error.limit");
        var low = custom.with("cpu", "100").with("memory", "200").with("limit", "200");
        assertThat(wrong(low)).containsExactly("limit apps.error.limit.low");
        assertThat(spec(low.with("limit", "201")).size()).isEqualTo(new Size(100, 200, 201));
    }

    @Test
    void aWorkerIsNotAskedForPortDomainAndPath() {
        var worker = filled().with("reach", "nobody")
                .with("port", "")
                .with("domain", "*")
                .with("healthPath", "");
        assertThat(spec(worker).ingress()).isEqualTo(new Ingress.None());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www.online.ntnu.no voting.online.ntnu.no         | www.online.ntnu.no → voting.online.ntnu.no",
                "WWW.online.ntnu.no. -> Example.org/              | www.online.ntnu.no → example.org",
                "  www.online.ntnu.no → example.org/a/b-c         | www.online.ntnu.no → example.org/a/b-c",
                "www.online.ntnu.no                               | apps.error.redirects.line",
                "a.no b.no c.no                                   | apps.error.redirects.line",
                "https://www.online.ntnu.no example.org           | apps.error.redirects.scheme",
                "www.online.ntnu.no/old example.org               | apps.error.redirects.scheme",
                "www.online.ntnu.no https://example.org           | apps.error.redirects.scheme",
                "*.online.ntnu.no example.org                     | apps.error.redirects.host",
                "www.online.ntnu.no example.org:8080              | apps.error.redirects.host",
                "www.online.ntnu.no example.org/#{host}           | apps.error.redirects.path",
                "www.online.ntnu.no example.org/a?b=c             | apps.error.redirects.path",
                "www.online.ntnu.no www.online.ntnu.no/home       | apps.error.redirects.itself",
                "voting-staging.online.ntnu.no example.org        | apps.error.redirects.served",
            })
    void aRedirectIsTwoHostsAndWhatIsWrongIsTold(String line, String expected) {
        var form = filled().with("redirects", line);
        if (expected.startsWith("apps.")) {
            assertThat(wrong(form)).containsExactly("redirects " + expected);
        } else {
            assertThat(((Ingress.Http) spec(form).ingress()).redirects())
                    .extracting(Redirect::toString)
                    .containsExactly(expected);
        }
    }

    @Test
    void redirectsThatLeadRoundAndRoundAreRefused() {
        var round =
                filled().with("redirects", "a.online.ntnu.no b.online.ntnu.no/x\n\nb.online.ntnu.no a.online.ntnu.no");
        assertThat(wrong(round)).containsExactly("redirects apps.error.redirects.round");
        var twice = filled().with("redirects", "a.online.ntnu.no b.no\nA.online.ntnu.no c.no");
        assertThat(wrong(twice)).containsExactly("redirects apps.error.redirects.twice");
        var many = new StringBuilder();
        for (var i = 0; i <= RedirectAnswer.MOST; i++) {
            many.append("h").append(i).append(".online.ntnu.no b.no\n");
        }
        assertThat(wrong(filled().with("redirects", many.toString())))
                .containsExactly("redirects apps.error.redirects.many");
    }

    @Test
    void numbersLeftEmptyAreOurs() {
        var form = RegisterForm.read(question -> Map.of(
                        "name", "voting",
                        "environment", "staging",
                        "image", "ghcr.io/dotkom/web:1",
                        "port", "80",
                        "reach", "platform",
                        "healthPath", "/",
                        "size", "nano")
                .get(question));
        var spec = spec(form);
        assertThat(spec.rollout()).isEqualTo(RolloutSettings.DEFAULT);
        assertThat(((Ingress.Http) spec.ingress()).health()).isEqualTo(HealthCheck.DEFAULT.withPath("/"));
        assertThat(((Ingress.Http) spec.ingress()).reach()).isEqualTo(Reach.PLATFORM);
    }

    @Test
    void aSpecGivesTheAnswersItCameFrom() {
        for (var form : List.of(
                filled(),
                filled().with("reach", "nobody"),
                filled().with("domain", "a.online.ntnu.no b.online.ntnu.no").with("reach", "platform"),
                filled().with("redirects", "b.online.ntnu.no a.no/x\nc.online.ntnu.no b.online.ntnu.no"),
                filled().with("image", "ghcr.io/dotkom/web:1@sha256:" + "a".repeat(64)),
                filled().with("variables", "A='x \"y\" $Z'\nB=\"1\\n2\"\nC=").with("containerCheck", "curl -f \\\n x"),
                filled().with("size", "custom")
                        .with("cpu", "99")
                        .with("memory", "77")
                        .with("limit", "88"),
                filled().with("grace", "0")
                        .with("codes", "200, 204")
                        .with("shortStop", "true")
                        .with("drain", "33"))) {
            var spec = spec(form);
            assertThat(spec(RegisterForm.of("voting", "staging", spec))).isEqualTo(spec);
        }
    }
}
