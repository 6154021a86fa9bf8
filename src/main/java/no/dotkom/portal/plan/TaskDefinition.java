package no.dotkom.portal.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;

/**
 * One revision as we make them: one essential container, bridge network, shares and soft memory on the container and
 * nothing on the task (aws-facts §2).
 *
 * @param generation the version that last touched the container: the tag {@code portal:generation} of the revision
 * @param image pinned to a digest before it can be registered
 * @param port what the container listens on, or 0 for a worker
 * @param asFound its role and task-level limits, where it was adopted with them
 * @param secrets the parameter whose value each variable gets, by the variable's name
 * @param containerCheck a shell command, or empty
 * @param executionRole pulls the image, writes the log and fetches the secrets
 */
public record TaskDefinition(
        String family,
        String container,
        Generation generation,
        ImageRef image,
        Size size,
        int port,
        int stopTimeoutSeconds,
        Architecture architecture,
        Variables variables,
        SortedMap<String, String> secrets,
        String containerCheck,
        String logGroup,
        String streamPrefix,
        Arn executionRole,
        AsFound asFound) {
    public TaskDefinition {
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    /** What the check is as a container definition has it: {@code CMD-SHELL} and the command; empty for none. */
    public List<String> checkCommand() {
        return containerCheck.isEmpty() ? List.of() : List.of("CMD-SHELL", containerCheck);
    }
}
