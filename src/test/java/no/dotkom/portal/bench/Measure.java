package no.dotkom.portal.bench;

/**
 * One thing that is measured. Measures are taken in order over one world, and each finds it as the one before left it:
 * what the load did to memory is seen by whoever comes after.
 */
interface Measure {
    Section take(Subject subject) throws Exception;
}
