package no.dotkom.portal.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
     * A part of the same as a file holds them: chain by chain, each from its first deed on. Read part by part, nothing of
     * the database is held while a reader takes them, however many there are and however slow it is.
     *
     * @param after the last deed of the part before, or null for the first part
     * @return nothing after the last
     */
    public List<FullEntry> part(Search search, @Nullable FullEntry after) {
        return deeds.part(search, after == null ? "" : after.chain(), after == null ? 0 : after.place());
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
