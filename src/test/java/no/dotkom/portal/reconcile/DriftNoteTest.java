package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftNoteTest {
    @ParameterizedTest
    @CsvSource({
        "COUNT,'',2,4,'count: 2 → 4'",
        "HOSTS,3001,'a.no, b.no',c.no,'hosts 3001: a.no, b.no → c.no'",
        "TARGET_GROUP,'',grades,'','target-group: grades → '",
        "HEALTH_PATH,'',/a: b,/c,'health-path: /a: b → /c'"
    })
    void whatIsWrittenDownIsReadAgain(Setting setting, String about, String wanted, String found, String text) {
        var note = DriftNote.of(new Difference(setting, about, wanted, found));
        assertThat(note.text()).isEqualTo(text);
        assertThat(DriftNote.parse(text)).contains(note);
    }
}
