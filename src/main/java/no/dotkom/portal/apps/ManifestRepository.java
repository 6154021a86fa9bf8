package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.PLATFORM_MANIFEST;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class ManifestRepository {
    private final DSLContext sql;

    ManifestRepository(DSLContext sql) {
        this.sql = sql;
    }

    Optional<String> last() {
        return sql.select(PLATFORM_MANIFEST.DOCUMENT).from(PLATFORM_MANIFEST).fetchOptional(PLATFORM_MANIFEST.DOCUMENT);
    }

    void keep(String document, Instant at) {
        sql.insertInto(PLATFORM_MANIFEST)
                .set(PLATFORM_MANIFEST.ONE, true)
                .set(PLATFORM_MANIFEST.DOCUMENT, document)
                .set(PLATFORM_MANIFEST.READ_AT, at)
                .onConflict(PLATFORM_MANIFEST.ONE)
                .doUpdate()
                .set(PLATFORM_MANIFEST.DOCUMENT, document)
                .set(PLATFORM_MANIFEST.READ_AT, at)
                .execute();
    }
}
