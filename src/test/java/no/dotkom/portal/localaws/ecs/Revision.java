package no.dotkom.portal.localaws.ecs;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a deployment brings: immutable, with the image digests found when it was made (aws-facts §4). */
record Revision(ServiceRevision described, TaskDefinition definition) {
    String arn() {
        return described.serviceRevisionArn();
    }

    /** By container name; a container whose image was not found then has none. */
    Map<String, String> digests() {
        var digests = new HashMap<String, String>();
        described.containerImages().stream()
                .filter(image -> image.imageDigest() != null)
                .forEach(image -> digests.put(image.containerName(), image.imageDigest()));
        return digests;
    }
}
