package no.dotkom.portal.localaws.logs;

/**
 * One log event.
 *
 * @param order rises with every event of the world; the event id is made of it
 * @param at and {@code arrived}: milliseconds since 1970, as this service counts
 */
record Event(long order, String stream, long at, long arrived, String message) {
    /** 56 digits, as AWS's ids have. */
    String id() {
        return "%020d%036d".formatted(at, order);
    }
}
