package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.DOMAIN_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

class DomainsIT extends DashboardPages {
    private static final String GATEWAY = "gateway.elb.amazonaws.com";

    private Scene reached(String host) {
        dns.record(GATEWAY, "13.48.1.1");
        var name = freshName();
        return stage().register(name, "production", host.replace("*", name), 1)
                .live()
                .service(1, 1);
    }

    @Test
    void aDomainIsShownBeforeDnsWasAskedAndAsksOnceItStands() {
        var scene = reached("*.online.ntnu.no");
        var page = page(KARI, scene.path() + "/domains");
        assertThat(text(page)).contains("Not checked yet", "Covered by *.online.ntnu.no; nothing to do.");
        assertThat(page).bodyText().contains("hx-get=\"" + scene.path() + "/domains/checked\"");
    }

    @Test
    void whatLeadsHereSaysSoAndWhereItWasFound() {
        // Given
        var scene = reached("*.online.ntnu.no");
        dns.record(scene.ref().name().app() + ".online.ntnu.no", "13.48.1.1");

        // When
        var checked = page(KARI, scene.path() + "/domains/checked");

        // Then
        assertThat(text(checked)).contains("Leads here", "Leads to the load balancer.", "13.48.1.1");
        assertThat(text(page(KARI, scene.path() + "/domains"))).contains("Leads here");
    }

    @Test
    void aDomainWithoutARecordIsToldWithTheRecordToMake() {
        // Given
        var scene = reached("*.abakus.no");

        // When
        var checked = page(KARI, scene.path() + "/domains/checked");

        // Then
        var host = scene.ref().name().app() + ".abakus.no";
        assertThat(text(checked)).contains("Does not lead here", host + " has no DNS record yet.", "DNS-1");
        assertThat(checked).bodyText().contains("data-copy=\"" + host + ". CNAME " + GATEWAY + ".\"", "every 30s");
    }

    @Test
    void whatTheWildcardDoesNotCoverIsForThoseWhoKeepIt() {
        var scene = reached("*.online.ntnu.no");
        var checked = page(KARI, scene.path() + "/domains/checked");
        assertThat(text(checked)).contains("*.online.ntnu.no should cover it and does not.");
        assertThat(checked).bodyText().doesNotContain("data-copy", "nothing to do");
    }

    @Test
    void aDomainThatLeadsElsewhereSaysWhere() {
        var scene = reached("*.abakus.no");
        dns.record(scene.ref().name().app() + ".abakus.no", "1.2.3.4");
        assertThat(text(page(KARI, scene.path() + "/domains/checked")))
                .contains("points to 1.2.3.4, not to our load balancer", "DNS-2");
    }

    @Test
    void withoutAScriptAButtonAsksAgain() {
        var scene = reached("*.online.ntnu.no");
        var answer = ask(KARI, post(scene.path() + "/domains/check"));
        assertThat(answer).hasStatus(303).hasHeader("Location", scene.path() + "/domains");
        assertThat(text(page(KARI, scene.path() + "/domains"))).contains("checked");
    }

    @Test
    void aDomainOfTheirOwnShowsTheTwoRecordsThatItsOwnerMakes() {
        // Given
        var scene = reached("*.karakterer.no");
        var host = scene.ref().name().app() + ".karakterer.no";
        assertThat(page(KARI, scene.path() + "/domains")).bodyText().contains("_portal-challenge." + host + ". TXT");

        assertThat(text(page(KARI, scene.path() + "/domains"))).doesNotContain("takes no CNAME");

        // When
        domain(scene, host, "PENDING", false);

        // Then
        var waiting = page(KARI, scene.path() + "/domains");
        assertThat(text(waiting)).contains("The domain names this environment.", "ACM waits for this record");
        assertThat(waiting).bodyText().contains("data-copy=\"_a." + host + ". CNAME _b.acm-validations.aws.\"");
        assertThat(text(waiting)).contains("24 of 25 certificates beside its own are on the load balancer.");

        // When
        domain(scene, host, "ISSUED", true);

        // Then
        var served = page(KARI, scene.path() + "/domains");
        assertThat(text(served)).contains("Its own, on the load balancer.").doesNotContain("_b.acm-validations.aws");
        assertThat(served).bodyText().contains("https://" + host);
    }

    private void domain(Scene scene, String host, String status, boolean attached) {
        domain(sql, scene, host, status, attached);
    }

    /** What the loop has seen of a domain that is proven, and of its certificate. */
    static void domain(DSLContext sql, Scene scene, String host, String status, boolean attached) {
        var row = sql.newRecord(DOMAIN_STATE);
        row.setEnvironment(scene.ref().id().value());
        row.setHost(host);
        row.setProven(true);
        row.setCertificate("arn:aws:acm:eu-north-1:123456789012:certificate/1");
        row.setStatus(status);
        row.setRecordName("_a." + host);
        row.setRecordValue("_b.acm-validations.aws");
        row.setRecordWritten(false);
        row.setAttached(attached);
        row.setRenewal("");
        row.setReason("");
        row.setListenerCertificates(24);
        row.setSeenAt(Instant.now());
        sql.insertInto(DOMAIN_STATE).set(row).onDuplicateKeyUpdate().set(row).execute();
    }

    @Test
    void whatWaitsForADomainIsSaidToBeAtTheStepThatWaits() {
        var scene = reached("*.karakterer.no")
                .deploy("1.5.0", "")
                .at(8, "finish.running")
                .step(9, "WAITING", "finish.domain", List.of("a.karakterer.no"), null, null);
        assertThat(text(page(KARI, scene.path()))).contains("v2 is at step 9 of 9.");
    }

    @Test
    void aRecordThatSomebodyElseHasMadeIsNotAskedForAgain() {
        // Given
        var scene = reached("*.abakus.no");
        assertThat(text(page(KARI, scene.path() + "/domains/checked")))
                .contains("has no DNS record yet", "To be made where the domain is kept:");

        // When
        dns.record(scene.ref().name().app() + ".abakus.no", "13.48.1.1");
        var checked = page(KARI, scene.path() + "/domains/checked");

        // Then
        assertThat(text(checked))
                .contains("Made where the domain is kept.")
                .doesNotContain("To be made", "no DNS record");
    }

    @Test
    void theNameOfAZoneItselfSaysThatItTakesNoCname() {
        var name = freshName();
        var scene = stage().register(name, "production", name + ".no", 1).live().service(1, 1);
        assertThat(text(page(KARI, scene.path() + "/domains")))
                .contains(name + ".no. ALIAS ", "takes no CNAME.", "serve www." + name + ".no");
    }

    @Test
    void aWorkerHasNoDomains() {
        var worker = stage().register(freshName(), "production", null, 1).live().service(1, 1);
        assertThat(text(page(KARI, worker.path() + "/domains"))).contains("No public domain.");
    }

    @Test
    void domainsOfOthersAreNotThere() {
        var scene = reached("*.online.ntnu.no");
        for (var path : new String[] {"/domains", "/domains/checked"}) {
            assertThat(page(OLA, scene.path() + path)).as(path).hasStatus(404);
        }
        assertThat(ask(OLA, post(scene.path() + "/domains/check"))).hasStatus(404);
    }
}
