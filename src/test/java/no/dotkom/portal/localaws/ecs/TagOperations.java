package no.dotkom.portal.localaws.ecs;

import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/** Tags of what already exists, by its ARN. */
final class TagOperations {
    private final Tags tags;
    private final Predicate<String> exists;

    TagOperations(Tags tags, Predicate<String> exists) {
        this.tags = tags;
        this.exists = exists;
    }

    TagResourceResponse tag(TagResourceRequest request) {
        check(request.resourceArn());
        tags.add(request.resourceArn(), request.tags());
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        check(request.resourceArn());
        tags.remove(request.resourceArn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        check(request.resourceArn());
        return ListTagsForResourceResponse.builder()
                .tags(tags.of(request.resourceArn()))
                .build();
    }

    private void check(String arn) {
        if (arn == null || !arn.startsWith("arn:")) {
            throw Refused.invalid("Invalid ARN: %s", arn);
        }
        if (!exists.test(arn)) {
            throw Refused.noResource();
        }
    }
}
