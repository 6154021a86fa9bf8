package no.dotkom.portal.identity;

import static no.dotkom.portaldb.Tables.WORKFLOW_TRUST;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portaldb.tables.records.WorkflowTrustRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The table workflow_trust. */
@Repository
class TrustRepository {
    private final DSLContext sql;

    TrustRepository(DSLContext sql) {
        this.sql = sql;
    }

    void insert(Trust trust, UUID member) {
        var rule = trust.rule();
        sql.insertInto(WORKFLOW_TRUST)
                .set(WORKFLOW_TRUST.ID, trust.id())
                .set(WORKFLOW_TRUST.ENVIRONMENT, trust.environment().value())
                .set(WORKFLOW_TRUST.REPOSITORY, rule.repository())
                .set(WORKFLOW_TRUST.REPOSITORY_ID, rule.repositoryId())
                .set(WORKFLOW_TRUST.OWNER_ID, rule.ownerId())
                .set(WORKFLOW_TRUST.REF, rule.ref())
                .set(WORKFLOW_TRUST.GITHUB_ENVIRONMENT, rule.environment())
                .set(WORKFLOW_TRUST.MEMBER, member)
                .set(WORKFLOW_TRUST.ADDED_BY, trust.addedBy())
                .set(WORKFLOW_TRUST.ADDED_AT, trust.addedAt())
                .execute();
    }

    /** True when it was there. */
    boolean remove(EnvironmentId environment, UUID id, Instant at) {
        return sql.update(WORKFLOW_TRUST)
                        .set(WORKFLOW_TRUST.REMOVED_AT, at)
                        .where(WORKFLOW_TRUST.ID.eq(id))
                        .and(WORKFLOW_TRUST.ENVIRONMENT.eq(environment.value()))
                        .and(WORKFLOW_TRUST.REMOVED_AT.isNull())
                        .execute()
                == 1;
    }

    List<Trust> of(EnvironmentId environment) {
        return find(WORKFLOW_TRUST.ENVIRONMENT.eq(environment.value()));
    }

    List<Trust> of(long repositoryId) {
        return find(WORKFLOW_TRUST.REPOSITORY_ID.eq(repositoryId));
    }

    private List<Trust> find(Condition which) {
        return sql.selectFrom(WORKFLOW_TRUST)
                .where(which)
                .and(WORKFLOW_TRUST.REMOVED_AT.isNull())
                .orderBy(WORKFLOW_TRUST.ADDED_AT)
                .fetch(TrustRepository::trust);
    }

    private static Trust trust(WorkflowTrustRecord row) {
        return new Trust(
                row.getId(),
                new EnvironmentId(row.getEnvironment()),
                new WorkflowRule(
                        row.getRepository(),
                        row.getRepositoryId(),
                        row.getOwnerId(),
                        row.getRef(),
                        row.getGithubEnvironment()),
                row.getAddedBy(),
                row.getAddedAt());
    }
}
