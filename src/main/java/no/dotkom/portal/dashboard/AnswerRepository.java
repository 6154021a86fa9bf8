package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.DIAGNOSIS_ANSWER;

import java.time.Instant;
import java.util.List;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What members said of diagnoses. */
@Repository
class AnswerRepository {
    private final DSLContext sql;

    AnswerRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** The last answer of a member counts. @param said what AWS had said; what the application wrote may hold secrets */
    void write(
            Member member,
            EnvironmentRef environment,
            Generation generation,
            String code,
            String said,
            boolean correct,
            Instant at) {
        var row = sql.newRecord(DIAGNOSIS_ANSWER);
        row.setEnvironment(environment.id().value());
        row.setGeneration(generation.number());
        row.setCode(code);
        row.setMember(member.id());
        row.setCorrect(correct);
        row.setSaid(said);
        row.setAt(at);
        sql.insertInto(DIAGNOSIS_ANSWER)
                .set(row)
                .onDuplicateKeyUpdate()
                .set(row)
                .execute();
    }

    void expire(Instant before) {
        sql.deleteFrom(DIAGNOSIS_ANSWER).where(DIAGNOSIS_ANSWER.AT.lt(before)).execute();
    }

    /** Those that were called wrong, the last first. */
    List<DiagnosisReview.Doubt> doubts(Instant since, int most) {
        return sql.selectFrom(DIAGNOSIS_ANSWER)
                .where(DIAGNOSIS_ANSWER.AT.ge(since), DIAGNOSIS_ANSWER.CORRECT.isFalse())
                .orderBy(DIAGNOSIS_ANSWER.AT.desc())
                .limit(most)
                .fetch(row -> new DiagnosisReview.Doubt(
                        new EnvironmentId(row.getEnvironment()),
                        new Generation(row.getGeneration()),
                        row.getCode(),
                        row.getSaid(),
                        row.getAt()));
    }
}
