package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.ORPHAN;
import static no.dotkom.portaldb.Tables.STRANGER;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.Adoption;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;

/** What only platform admins see: an orphan, services that were made elsewhere, and one that is being adopted. */
final class AdminGallery {
    private final DashboardPages pages;

    AdminGallery(DashboardPages pages) {
        this.pages = pages;
    }

    /** Paths by the name of the picture. */
    Map<String, String> paths() {
        var paths = new LinkedHashMap<String, String>();
        var arn = "arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/julekalender-production/9f3c";
        pages.sql
                .insertInto(ORPHAN)
                .set(ORPHAN.ARN, arn)
                .set(ORPHAN.KIND, "TARGET_GROUP")
                .set(ORPHAN.NAME, "julekalender-production")
                .set(ORPHAN.APP, "julekalender")
                .set(ORPHAN.ENVIRONMENT, "6c1d0e0a-2f53-4a7e-8d0a-6a1f6f0f9d11")
                .set(ORPHAN.SINCE, Instant.now().minus(Duration.ofDays(2)))
                .execute();
        paths.put("admin-drift", "/admin/drift");
        paths.put("admin-orphan", "/admin/drift/orphan?arn=" + arn);
        pages.strangers.know(DriftPagesIT.stranger("monoweb-prd-web", "beta.online.ntnu.no"));
        elsewhere("monoweb-prd-web", "123456789012.dkr.ecr.eu-north-1.amazonaws.com/rif/web:git-0a1b", List.of());
        elsewhere("vinstraff-prd-data", "ghcr.io/dotkom/vinstraff-data:3", List.of("volumes"));
        paths.put("admin-adopt", "/admin/adopt");
        paths.put("admin-adopt-one", "/admin/adopt/monoweb-prd-web");
        var taken = DriftPagesIT.stranger("wiki-prd-web", "wiki.online.ntnu.no");
        var name = new EnvironmentName(new AppName("wiki-web"), new EnvironmentSlug("production"));
        pages.apps.adopt(DashboardPages.ADMIN, new Adoption(name, DashboardPages.WEBKOM, taken));
        paths.put("adoption", "/apps/wiki-web/production/adoption");
        paths.put("admin-diagnoses", "/admin/diagnoses");
        paths.put("admin-audit", "/admin/audit?days=0&check=1");
        return paths;
    }

    /** A service that the last look around the platform found, and that is not the portal's. */
    private void elsewhere(String service, String image, List<String> reasons) {
        pages.sql
                .insertInto(STRANGER)
                .set(STRANGER.SERVICE, service)
                .set(STRANGER.MADE_BY, "terraform")
                .set(STRANGER.IMAGE, image)
                .set(STRANGER.HOSTS, reasons.isEmpty() ? "beta.online.ntnu.no" : "")
                .set(STRANGER.REASONS, reasons.toArray(String[]::new))
                .set(STRANGER.SEEN_AT, Instant.now())
                .execute();
    }
}
