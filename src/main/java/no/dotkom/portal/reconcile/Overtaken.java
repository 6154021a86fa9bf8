package no.dotkom.portal.reconcile;

/** Thrown when a worker finds, about to record something, that another has taken its environment over. */
class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken(Claim claim) {
        super("Another worker has taken " + claim.environment() + " over");
    }
}
