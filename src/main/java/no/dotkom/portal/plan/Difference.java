package no.dotkom.portal.plan;

/**
 * One setting that AWS holds otherwise than was asked. Never holds a variable's value.
 *
 * @param about which resource of several, as a rule's number or a host; empty where there is one
 * @param wanted as asked; empty when nothing is wanted
 * @param found as AWS has it; empty when it is gone
 */
public record Difference(Setting setting, String about, String wanted, String found) {}
