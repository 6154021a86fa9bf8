package no.dotkom.portal.plan;

/** What may be done about drift, once a generation is at its end; before that everything may ({@link #SYNC}). */
public enum Policy {
    /** All is put back as asked. */
    SYNC,
    /** What is missing is made again and what was changed is changed back; nothing is taken away. */
    UPSERT_ONLY,
    /** It is shown. */
    OBSERVE_ONLY
}
