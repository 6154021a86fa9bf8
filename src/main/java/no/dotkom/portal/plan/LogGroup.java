package no.dotkom.portal.plan;

/** Where the lines of an environment go. @param retentionDays one of the fixed values AWS takes (aws-facts §8) */
public record LogGroup(String name, int retentionDays) {}
