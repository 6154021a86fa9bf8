package no.dotkom.portal.dashboard.domains;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import no.dotkom.portal.dashboard.KnownDns;
import no.dotkom.portal.dashboard.domains.Finding.Verdict;
import no.dotkom.portal.dashboard.port.Dns;
import no.dotkom.portal.model.HostName;
import org.junit.jupiter.api.Test;

/** Where a domain leads. */
class FindingTest {
    private static final HostName GRADES = new HostName("grades.no");
    private static final String GATEWAY = "gateway.elb.amazonaws.com";
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private final KnownDns dns = new KnownDns().record(GATEWAY, "13.48.1.1", "13.48.1.2", "13.48.1.3");

    private Finding finding() {
        return Finding.of(GRADES, GATEWAY, dns, NOW);
    }

    @Test
    void oneAddressInCommonIsEnough() {
        dns.record("grades.no", "13.48.1.3", "13.48.9.9");
        assertThat(finding()).isEqualTo(new Finding(Verdict.OURS, java.util.List.of("13.48.1.3", "13.48.9.9"), NOW));
        assertThat(finding().problem(GRADES)).isNull();
    }

    @Test
    void withoutAnAddressItLeadsNowhere() {
        assertThat(finding().verdict()).isEqualTo(Verdict.NOWHERE);
        assertThat(finding().problem(GRADES)).extracting("code").isEqualTo("DNS-1");
    }

    @Test
    void anotherAddressIsSomewhereElseAndSaysWhere() {
        dns.record("grades.no", "1.2.3.4");
        assertThat(finding().verdict()).isEqualTo(Verdict.ELSEWHERE);
        assertThat(finding().problem(GRADES)).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DNS-2");
            assertThat(problem.values()).containsEntry("target", "1.2.3.4");
        });
    }

    @Test
    void whatCannotBeComparedIsNotCalledWrong() {
        dns.record("grades.no", "1.2.3.4").record(GATEWAY);
        assertThat(finding().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding().problem(GRADES)).isNull();
        Dns silent = name -> {
            throw new Dns.Silent("No DNS server answered");
        };
        assertThat(Finding.of(GRADES, GATEWAY, silent, NOW).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void namesOfThisMachineLeadHere() {
        assertThat(Finding.of(new HostName("hello.localhost"), GATEWAY, dns, NOW)
                        .verdict())
                .isEqualTo(Verdict.OURS);
    }

    @Test
    void theSystemIsAskedForWhatItKnows() {
        try (var system = new SystemDns()) {
            assertThat(system.addresses("localhost")).containsAnyOf("127.0.0.1", "0:0:0:0:0:0:0:1");
        }
    }
}
