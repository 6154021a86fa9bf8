package no.dotkom.portal.model;

/**
 * What the AWS resources of one environment are called: derived from its name, or as they were found where it was
 * adopted.
 *
 * @param family of its task-definition revisions
 * @param container that gets the traffic
 * @param targetGroup at most 32 characters
 * @param streamPrefix first part of its log streams' names; may hold slashes
 */
public record ResourceNames(
        String service, String family, String container, String targetGroup, String logGroup, String streamPrefix) {
    /** The names of design.md decision 8. */
    public static ResourceNames of(EnvironmentName name) {
        return new ResourceNames(name.full(), name.full(), name.full(), name.targetGroup(), name.logGroup(), "task");
    }

    /** The stream that a task writes to (aws-facts §8). */
    public String stream(String taskId) {
        return streamPrefix + "/" + container + "/" + taskId;
    }
}
