package no.dotkom.portal.localaws.elbv2;

/** What a listener does with one request. */
public sealed interface Verdict {
    /** @param targetGroup the ARN's tail, as metrics name it */
    record Forward(String targetGroup, String instanceId, int port) implements Verdict {}

    /** The rule forwards, but nobody is registered: 503. */
    record NoTarget(String targetGroup) implements Verdict {}

    record Redirect(int status, String protocol, String host, String port, String path, String query)
            implements Verdict {}

    record Fixed(int status, String contentType, String body) implements Verdict {}
}
