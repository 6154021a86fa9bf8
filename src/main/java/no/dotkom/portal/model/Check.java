package no.dotkom.portal.model;

/** The checks that compact constructors share: each throws {@link IllegalArgumentException} with a whole sentence. */
final class Check {
    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
