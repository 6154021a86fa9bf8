package no.dotkom.portal.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

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

    /** Of the whole platform, the last first. @param below only those before that one */
    public List<FullEntry> search(Search search, long below, int most) {
        return deeds.search(search, below, most);
    }

    /**
     * The same, chain by chain, each from its first deed on. They are read part by part, and nothing of the database is
     * held while {@code to} takes them: however many there are and however slow it is.
     */
    public void export(Search search, Consumer<FullEntry> to) {
        var chain = "";
        var place = 0L;
        List<FullEntry> part;
        do {
            part = deeds.part(search, chain, place);
            part.forEach(to);
            if (!part.isEmpty()) {
                chain = part.getLast().chain();
                place = part.getLast().place();
            }
        } while (!part.isEmpty());
    }

    /** Computes every hash anew. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Check check() {
        return deeds.check();
    }

    public void record(Deed deed) {
        deeds.append(
                clock.instant(),
                deed,
                Optional.ofNullable(MDC.get("address")),
                Optional.ofNullable(MDC.get("request")));
    }
}
