package no.dotkom.portal.plan;

/** What may be done about drift, once a generation is at its end; before that everything may ({@link #SYNC}). */
public enum Policy {
    SYNC,
    UPSERT_ONLY,
    OBSERVE_ONLY
}
