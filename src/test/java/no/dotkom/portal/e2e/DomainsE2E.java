package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** What is asked about domains in the form, and what visitors then get through the gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DomainsE2E extends RunningPortal {
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void signIn() {
        browser = Browser.launch();
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    private static void register(String name, String domains, String reach, String redirects) {
        Walk.form(page, name, name.equals("outer") ? "demo/healthy:2.0" : "demo/healthy:1.0", domains);
        page.locator("#reach label")
                .filter(new Locator.FilterOptions().setHasText(reach))
                .click();
        if (!redirects.isEmpty()) {
            page.locator("details.fold summary").click();
            page.locator("#redirects").fill(redirects);
        }
        Walk.button(page, "Review").click();
    }

    private static void create(String name) {
        Walk.button(page, "Create and deploy " + name).click();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    page.waitForTimeout(50);
                    return page.title().contains("✓ v1 live");
                });
    }

    /** Somebody who keeps the zone makes the record that the page shows. */
    private static void publish(String zone, String record) {
        var parts = record.split(" ", 3);
        WORLD.parts()
                .route53()
                .changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(zone)
                        .changeBatch(batch -> batch.changes(change -> change.action("UPSERT")
                                .resourceRecordSet(set -> set.name(parts[0])
                                        .type(parts[1])
                                        .ttl(300L)
                                        .resourceRecords(value -> value.value(parts[2])))))
                        .build());
    }

    /** Looks again until the page says so. */
    private static void checkUntil(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    Walk.button(page, "Check again").click();
                    page.waitForTimeout(1500);
                    return page.locator("main").innerText().contains(text);
                });
    }

    private static void told(String code) {
        assertThat(page.locator("main .diagnosis .say code").first())
                .hasText(code, new LocatorAssertions.HasTextOptions().setTimeout(CausesInTime.MOST.toMillis()));
    }

    private static String record(String begins) {
        return page.locator("main code")
                .filter(new Locator.FilterOptions().setHasText(begins))
                .first()
                .innerText();
    }

    @Test
    void aRedirectIsReviewedAnswers301AndStandsOnTheDomainsPage() {
        // Given one that leads to itself
        register("leads", "leads.localhost", "everyone", "www2.localhost www2.localhost");
        assertThat(page.locator("#redirects-error")).containsText("www2.localhost leads to itself");
        assertThat(page.locator("#redirects")).isVisible();
        assertThat(page.locator("#redirects")).hasValue("www2.localhost www2.localhost");

        // When
        page.locator("#redirects").fill("www2.localhost leads.localhost\nold.localhost leads.localhost/new");
        Walk.button(page, "Review").click();
        assertThat(page.locator("main")).containsText("www2.localhost → leads.localhost");
        create("leads");

        // Then
        var gateway = ":" + WORLD.gatewayPort();
        var kept = visit("www2.localhost", "/a/b?c=d");
        assertThat(kept.statusCode()).isEqualTo(301);
        assertThat(kept.headers().firstValue("Location")).hasValue("http://leads.localhost" + gateway + "/a/b?c=d");
        var onePage = visit("old.localhost", "/a/b?c=d");
        assertThat(onePage.statusCode()).isEqualTo(301);
        assertThat(onePage.headers().firstValue("Location")).hasValue("http://leads.localhost" + gateway + "/new");
        assertThat(visit("leads.localhost").statusCode()).isEqualTo(200);

        page.navigate(url() + "/apps/leads/staging/domains");
        assertThat(page.locator("main")).containsText("301 to leads.localhost, with the path and the query");
        assertThat(page.locator("main")).containsText("301 to leads.localhost/new");
    }

    @Test
    void aDomainOfTheirOwnIsProvenAndServedByTheRecordsThatThePageShows() {
        // Given
        var zone = WORLD.parts().route53().addZone("karakterer.test");
        register("own", "own.localhost, karakterer.test", "everyone", "");
        assertThat(page.locator("main")).containsText("_portal-challenge.karakterer.test");
        Walk.button(page, "Create and deploy own").click();
        page.waitForURL("**/versions/1");

        // When
        told("PROOF-1");
        page.getByText("See the record to copy").click();
        page.waitForURL("**/own/staging/domains");
        checkUntil("waits for a TXT record that says it is yours");
        assertThat(visit("karakterer.test").statusCode()).isEqualTo(404);
        publish(zone, record("_portal-challenge."));
        checkUntil("acm-validations.aws");
        page.navigate(url() + "/apps/own/staging/versions/1");
        told("CERT-1");
        page.navigate(url() + "/apps/own/staging");
        told("CERT-1");
        page.navigate(url() + "/apps/own/staging/domains");
        assertThat(page.locator("main")).containsText("The certificate waits for one DNS record");
        assertThat(visit("own.localhost").statusCode()).isEqualTo(200);
        publish(zone, record("acm-validations.aws"));
        checkUntil("on the load balancer. AWS renews it");

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> visit("karakterer.test").statusCode() == 200);
        assertThat(page.locator("main")).containsText("1 of 25 certificates beside its own");
    }

    @Test
    void whatIsForThePlatformOnlyIsReachedFromInsideAndNotFromOutside() {
        // When
        register("inner", "inner.localhost", "this platform only", "");
        create("inner");
        register("outer", "outer.localhost", "everyone", "");
        create("outer");

        // Then
        assertThat(visit("inner.localhost").statusCode()).isEqualTo(404);
        var inner = "http://inner.localhost:" + WORLD.gatewayPort() + "/";
        var through = visit("outer.localhost", "/fetch?url=" + URLEncoder.encode(inner, StandardCharsets.UTF_8));
        assertThat(through.statusCode()).isEqualTo(200);
        assertThat(through.body()).contains("Hello from demo/healthy:1.0");

        page.navigate(url() + "/apps/inner/staging/domains");
        assertThat(page.locator("main"))
                .containsText("Applications on this platform only, which come from 127.0.0.2/32");
    }
}
