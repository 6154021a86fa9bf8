package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.ADOPTION;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;

import java.util.Arrays;
import java.util.List;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.ResourceNames;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was found of environments that were made elsewhere. */
@Repository
class AdoptionRepository {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final DSLContext sql;

    AdoptionRepository(DSLContext sql) {
        this.sql = sql;
    }

    void names(EnvironmentId id, ResourceNames names) {
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.NAMES, JSONB.valueOf(JSON.writeValueAsString(names)))
                .where(ENVIRONMENT.ID.eq(id.value()))
                .execute();
    }

    void adopting(EnvironmentId id, List<Arn> resources) {
        sql.insertInto(ADOPTION)
                .set(ADOPTION.ENVIRONMENT, id.value())
                .set(ADOPTION.RESOURCES, resources.stream().map(Arn::value).toArray(String[]::new))
                .execute();
    }

    /** What was found when it was adopted; empty for one that the portal made. */
    List<Arn> adopted(EnvironmentId id) {
        return sql
                .select(ADOPTION.RESOURCES)
                .from(ADOPTION)
                .where(ADOPTION.ENVIRONMENT.eq(id.value()))
                .fetchOptional(ADOPTION.RESOURCES)
                .stream()
                .flatMap(Arrays::stream)
                .map(Arn::new)
                .toList();
    }
}
