package no.dotkom.portal.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;

/** The door of the room: deeds go in, in the transaction that does them; nothing changes them afterwards. */
@Service
public class Audit {
    private final AuditRepository deeds;
    private final Clock clock;

    Audit(AuditRepository deeds, Clock clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    /** The last first. @param below only those before that one */
    public List<Entry> read(Query query, long below, int most) {
        return deeds.read(query, below, most);
    }

    /** How many came after that one. */
    public int since(Query query, long id) {
        return deeds.since(query, id);
    }

    public void record(Deed deed) {
        deeds.append(
                clock.instant(),
                deed,
                Optional.ofNullable(MDC.get("address")),
                Optional.ofNullable(MDC.get("request")));
    }
}
