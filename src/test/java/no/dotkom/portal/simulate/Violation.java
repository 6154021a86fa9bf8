package no.dotkom.portal.simulate;

/** A law that a history broke. The law's name is what a shrunk history must break too. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String law;

    Violation(String law, String what) {
        super(law + ": " + what);
        this.law = law;
    }

    String law() {
        return law;
    }
}
