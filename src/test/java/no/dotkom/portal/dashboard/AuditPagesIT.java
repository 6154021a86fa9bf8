package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Who did what on the whole platform, for maintainers. */
class AuditPagesIT extends DashboardPages {
    @Autowired
    private Audit audit;

    @Test
    void whatAMemberDidIsFoundWithItsEnvironment() {
        // Given
        var scene = live();
        var name = scene.ref().name();

        // When
        var page = page(ADMIN, "/admin/audit?days=7&q=" + name.app());

        // Then
        assertThat(text(page)).contains("Kari Nilsen", "version.accept", name.full() + " v1");
        assertThat(body(page)).contains("href=\"/apps/" + name.app() + "/production/versions/1\"");
        assertThat(text(page(ADMIN, "/admin/audit?q=nobody-has-this-name"))).contains("Nothing found.");
    }

    @Test
    void thereIsAPageForEachFifty() {
        // Given
        var app = freshName();
        IntStream.range(0, 51)
                .forEach(each -> audit.record(
                        new Deed(null, "Ola", "portal", "orphan.remove", app, null, null, "thing " + each)));

        // When
        var first = page(ADMIN, "/admin/audit?q=" + app);

        // Then
        assertThat(text(first)).contains("thing 50", "thing 1 ", "Older").doesNotContain("thing 0");
        var below = sql.select(AUDIT_EVENT.ID)
                .from(AUDIT_EVENT)
                .where(AUDIT_EVENT.APP.eq(app), AUDIT_EVENT.DETAIL.eq("thing 1"))
                .fetchSingle(AUDIT_EVENT.ID);
        var older = "/admin/audit?q=" + app + "&days=30&below=" + below;
        assertThat(body(first)).contains(older.replace("&", "&amp;"));
        assertThat(text(page(ADMIN, older))).contains("thing 0", "Newer").doesNotContain("thing 1");
    }

    @Test
    void theRecordIsCheckedOnDemand() {
        // Given
        var scene = live();
        var app = scene.ref().name().app().value();

        // Then
        assertThat(text(page(ADMIN, "/admin/audit"))).doesNotContain("written.");
        assertThat(text(page(ADMIN, "/admin/audit?check=1"))).contains("All are as they were written.");

        // When
        var was = sql.fetchSingle(AUDIT_EVENT, AUDIT_EVENT.APP.eq(app), AUDIT_EVENT.PLACE.eq(1L))
                .getDetail();
        tamper(app, "nothing");
        var found = text(page(ADMIN, "/admin/audit?check=1"));
        tamper(app, was);

        // Then
        assertThat(found).contains("The record was changed past the portal.", "app/" + app + " 1");
    }

    /** Past the portal, and past the trigger that refuses it. */
    private void tamper(String app, String detail) {
        sql.transaction(transaction -> {
            transaction.dsl().execute("set local session_replication_role = replica");
            transaction
                    .dsl()
                    .update(AUDIT_EVENT)
                    .set(AUDIT_EVENT.DETAIL, detail)
                    .where(AUDIT_EVENT.APP.eq(app), AUDIT_EVENT.PLACE.eq(1L))
                    .execute();
        });
    }

    @Test
    void anExportIsOneDeedALine() {
        // Given
        var scene = live();

        // When
        var export = page(ADMIN, "/admin/audit/export?q=" + scene.ref().name().app());

        // Then
        assertThat(export).hasStatusOk().hasHeader("Cache-Control", "no-store");
        assertThat(export.getResponse().getHeader("Content-Disposition")).startsWith("attachment; filename=\"audit-");
        var lines = body(export).lines().toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            var deed = JsonMapper.builder().build().readTree(line);
            assertThat(deed.get("chain").asString())
                    .isEqualTo("app/" + scene.ref().name().app());
            assertThat(deed.get("hash").asString()).hasSize(64);
        });
    }

    @Test
    void nonsenseInTheAddressIsNoQuestion() {
        assertThat(page(ADMIN, "/admin/audit?days=many&below=last")).hasStatusOk();
        assertThat(page(ADMIN, "/admin/audit?below=99999999999999999999")).hasStatusOk();
        assertThat(page(ADMIN, "/admin/audit?q=a%00%0Ab")).hasStatusOk();
        assertThat(page(ADMIN, "/admin/audit?q=" + "x".repeat(500))).hasStatusOk();
    }
}
