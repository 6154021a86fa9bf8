package no.dotkom.portal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngressTest {
    private static HostName host(String name) {
        return new HostName(name);
    }

    private static Redirect redirect(String from, String to) {
        return new Redirect(host(from), host(to), "");
    }

    private static Ingress.Http http(Redirect... redirects) {
        var hosts = List.of(host("grades.no"));
        return new Ingress.Http(Reach.PUBLIC, hosts, 3000, HealthCheck.DEFAULT, List.of(redirects));
    }

    @Test
    void redirectsAreNamesOfTheirOwn() {
        var http = http(redirect("www.grades.no", "grades.no"), redirect("a.no", "www.grades.no"));
        assertThat(http.names()).containsExactly(host("a.no"), host("grades.no"), host("www.grades.no"));
        assertThat(http.redirects()).extracting(Redirect::from).containsExactly(host("a.no"), host("www.grades.no"));
    }

    @Test
    void aHostIsServedOrRedirectedOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> http(redirect("grades.no", "a.no")));
        assertThatIllegalArgumentException().isThrownBy(() -> http(redirect("a.no", "b.no"), redirect("a.no", "c.no")));
    }

    @Test
    void nobodyIsSentRound() {
        assertThatIllegalArgumentException().isThrownBy(() -> redirect("a.no", "a.no"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http(redirect("a.no", "b.no"), redirect("b.no", "c.no"), redirect("c.no", "a.no")));
    }

    @Test
    void whoOnlyLeadsIntoACircleIsNotNamedAsPartOfIt() {
        var round = List.of(redirect("x.no", "a.no"), redirect("a.no", "b.no"), redirect("b.no", "a.no"));
        assertThat(Ingress.Http.round(round)).extracting(Redirect::from).containsExactly(host("a.no"), host("b.no"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "/a b", "/a?b", "/#{host}", "/a%20b", "//\n"})
    void aPathHoldsNothingThatALoadBalancerReadsIntoIt(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Redirect(host("a.no"), host("b.no"), path));
    }
}
