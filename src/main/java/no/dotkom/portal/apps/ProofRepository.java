package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.DOMAIN_PROOF;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentId;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What owners of domains outside the platform publish to show which environment they mean; each has its own. */
@Repository
class ProofRepository {
    private static final int BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;

    ProofRepository(DSLContext sql) {
        this.sql = sql;
    }

    Optional<String> of(EnvironmentId environment) {
        return sql.select(DOMAIN_PROOF.VALUE)
                .from(DOMAIN_PROOF)
                .where(DOMAIN_PROOF.ENVIRONMENT.eq(environment.value()))
                .fetchOptional(DOMAIN_PROOF.VALUE);
    }

    /** Makes it once. An environment that is made anew under the same name has another id, and so another value. */
    void make(EnvironmentId environment, Instant at) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        sql.insertInto(DOMAIN_PROOF)
                .set(DOMAIN_PROOF.ENVIRONMENT, environment.value())
                .set(DOMAIN_PROOF.VALUE, HexFormat.of().formatHex(bytes))
                .set(DOMAIN_PROOF.MADE_AT, at)
                .onConflictDoNothing()
                .execute();
    }
}
