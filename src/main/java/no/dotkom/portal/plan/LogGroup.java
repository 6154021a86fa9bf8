package no.dotkom.portal.plan;

/**
 * Where the lines of an environment go.
 *
 * @param retentionDays one of the fixed values AWS takes (aws-facts §8)
 * @param inherited seen only: kept from an environment of the same name that is gone, and still tagged as its
 */
public record LogGroup(String name, int retentionDays, boolean inherited) {
    public LogGroup(String name, int retentionDays) {
        this(name, retentionDays, false);
    }

    LogGroup adopted() {
        return new LogGroup(name, retentionDays);
    }
}
