package no.dotkom.portal.localaws.ssm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.AwsErrors;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.InvalidResourceIdException;
import software.amazon.awssdk.services.ssm.model.InvalidResourceTypeException;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Tags of parameters, the only resources that have any here. */
final class ParameterTags {
    private final Map<String, Stored> parameters;

    ParameterTags(Map<String, Stored> parameters) {
        this.parameters = parameters;
    }

    AddTagsToResourceResponse add(AddTagsToResourceRequest request) {
        var tags = of(request.resourceTypeAsString(), request.resourceId());
        ParameterRules.checkTags(request.tags());
        var together = new HashMap<>(tags);
        request.tags().forEach(tag -> together.put(tag.key(), tag.value()));
        ParameterRules.checkTags(list(together));
        tags.putAll(together);
        return AddTagsToResourceResponse.builder().build();
    }

    RemoveTagsFromResourceResponse remove(RemoveTagsFromResourceRequest request) {
        of(request.resourceTypeAsString(), request.resourceId()).keySet().removeAll(request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        var tags = list(of(request.resourceTypeAsString(), request.resourceId()));
        return ListTagsForResourceResponse.builder().tagList(tags).build();
    }

    private static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    private Map<String, String> of(String type, String id) {
        if (!"Parameter".equals(type)) {
            throw AwsErrors.of(
                    InvalidResourceTypeException.builder(), "InvalidResourceType", type + " is not a modelled type.");
        }
        var stored = parameters.get(id);
        if (stored == null) {
            throw AwsErrors.of(
                    InvalidResourceIdException.builder(),
                    "InvalidResourceId",
                    "The resource ID \"%s\" is not valid. Verify the ID and try again.".formatted(id));
        }
        return stored.tags();
    }
}
