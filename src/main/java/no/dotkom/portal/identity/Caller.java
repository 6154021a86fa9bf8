package no.dotkom.portal.identity;

import java.time.Instant;

/** A program that asks through the API, as what it sent along proves. Controllers take it as an argument. */
public sealed interface Caller permits Workflow, ApiToken {
    /** What stands as the author of what it does. */
    String label();

    /** Whose its idempotency keys are: of one repository, or of one token. */
    long number();

    /** From when on what it sent proves nothing any more. */
    Instant until();
}
