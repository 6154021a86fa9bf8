package no.dotkom.portal.bench;

/** Tells whoever waits what is going on; not part of the report. */
final class Progress {
    private Progress() {}

    static void say(String what, Object... values) {
        System.err.println(what.formatted(values));
    }
}
