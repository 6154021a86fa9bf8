package no.dotkom.portal.reconcile;

import static no.dotkom.portaldb.Tables.DRIFT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Setting;
import no.dotkom.portaldb.tables.records.DriftRecord;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What differs from what was asked, since when. */
@Repository
class DriftRepository {
    private final DSLContext sql;

    DriftRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** What was changed longest ago first. */
    Map<EnvironmentId, List<Drifted>> of(Collection<EnvironmentId> environments) {
        var found = new HashMap<EnvironmentId, List<Drifted>>();
        sql.selectFrom(DRIFT)
                .where(DRIFT.ENVIRONMENT.in(
                        environments.stream().map(EnvironmentId::value).toList()))
                .orderBy(DRIFT.SINCE, DRIFT.SETTING, DRIFT.ABOUT)
                .forEach(row -> found.computeIfAbsent(
                                new EnvironmentId(row.getEnvironment()), ignored -> new ArrayList<>())
                        .add(toDrifted(row)));
        return found;
    }

    private static Drifted toDrifted(DriftRecord row) {
        var difference =
                new Difference(Setting.valueOf(row.getSetting()), row.getAbout(), row.getWanted(), row.getFound());
        return new Drifted(difference, row.getSince());
    }

    /** What came, and what is as it was asked for again. */
    record News(List<Difference> noticed, List<Difference> over) {}

    /** Writes only what is not as it was; what differed before keeps its time, whatever it differs by now. */
    News replace(EnvironmentId environment, List<Difference> differences, Instant at) {
        var before = new TreeMap<String, Drifted>();
        of(List.of(environment))
                .getOrDefault(environment, List.of())
                .forEach(drifted -> before.put(key(drifted.difference()), drifted));
        var noticed = new ArrayList<Difference>();
        for (var difference : differences) {
            var old = before.remove(key(difference));
            if (old == null || !old.difference().equals(difference)) {
                write(environment, new Drifted(difference, old == null ? at : old.since()));
                noticed.add(difference);
            }
        }
        var over = before.values().stream().map(Drifted::difference).toList();
        over.forEach(each -> delete(environment, each));
        return new News(noticed, over);
    }

    private static String key(Difference difference) {
        return difference.setting() + " " + difference.about();
    }

    private void write(EnvironmentId environment, Drifted drifted) {
        var row = sql.newRecord(DRIFT);
        row.setEnvironment(environment.value());
        row.setSetting(drifted.difference().setting().name());
        row.setAbout(drifted.difference().about());
        row.setWanted(drifted.difference().wanted());
        row.setFound(drifted.difference().found());
        row.setSince(drifted.since());
        sql.insertInto(DRIFT).set(row).onDuplicateKeyUpdate().set(row).execute();
    }

    private void delete(EnvironmentId environment, Difference over) {
        sql.deleteFrom(DRIFT)
                .where(DRIFT.ENVIRONMENT.eq(environment.value()))
                .and(DRIFT.SETTING.eq(over.setting().name()))
                .and(DRIFT.ABOUT.eq(over.about()))
                .execute();
    }
}
