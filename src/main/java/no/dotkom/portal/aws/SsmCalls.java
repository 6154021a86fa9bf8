package no.dotkom.portal.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.plan.OwnershipTags;
import no.dotkom.portal.watch.port.Fleet;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PingStatus;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Calls of Systems Manager. */
@Component
class SsmCalls {
    private final SsmClient ssm;

    SsmCalls(AwsClients clients) {
        this.ssm = clients.ssm();
    }

    /** A document in Parameter Store. */
    String parameter(String name) {
        return ssm.getParameter(request -> request.name(name)).parameter().value();
    }

    /** Stores the first value of a secret. @return the number of the value */
    long create(String name, SecretValue value, Map<String, String> tags) {
        return ssm.putParameter(request -> request.name(name)
                        .value(value.reveal())
                        .type(ParameterType.SECURE_STRING)
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList()))
                .version();
    }

    /** Stores another value. AWS takes no tags with it. @return the number of the value */
    long replace(String name, SecretValue value) {
        return ssm.putParameter(request -> request.name(name)
                        .value(value.reveal())
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true))
                .version();
    }

    Map<String, String> tags(String name) {
        var tags = new HashMap<String, String>();
        ssm.listTagsForResource(request ->
                        request.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name))
                .tagList()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    /** Names of the parameters right below {@code prefix} that have a tag; values are not asked for. */
    List<String> names(String prefix, String tag, String value) {
        return names(prefix, "OneLevel", tag, value);
    }

    /** Names of all parameters below {@code prefix} that a portal put there. */
    List<String> managed(String prefix) {
        return names(prefix, "Recursive", OwnershipTags.MANAGED_BY, OwnershipTags.PORTAL);
    }

    private List<String> names(String prefix, String levels, String tag, String value) {
        return ssm
                .describeParametersPaginator(request -> request.maxResults(50)
                        .parameterFilters(
                                ParameterStringFilter.builder()
                                        .key("Path")
                                        .option(levels)
                                        .values(prefix.substring(0, prefix.length() - 1))
                                        .build(),
                                ParameterStringFilter.builder()
                                        .key("tag:" + tag)
                                        .option("Equals")
                                        .values(value)
                                        .build()))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(ParameterMetadata::name)
                .toList();
    }

    void delete(String name) {
        ssm.deleteParameter(request -> request.name(name));
    }

    /** The agents of all instances of the account that ever reached AWS, by instance id. */
    Map<String, Fleet.AgentSeen> agents() {
        var agents = new HashMap<String, Fleet.AgentSeen>();
        for (var agent : ssm.describeInstanceInformationPaginator(request -> {}).instanceInformationList()) {
            agents.put(agent.instanceId(), agent(agent));
        }
        return agents;
    }

    private static Fleet.AgentSeen agent(InstanceInformation agent) {
        return new Fleet.AgentSeen(agent.pingStatus() == PingStatus.ONLINE, agent.lastPingDateTime());
    }
}
