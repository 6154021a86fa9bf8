package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event as ECS puts it on EventBridge's default bus.
 *
 * @param id 32 hexadecimal digits in groups, as EventBridge gives
 * @param detailType e.g. {@code ECS Task State Change}
 * @param resources ARNs of what it is about
 * @param detail maps, lists, strings, numbers and booleans only
 */
public record StateChange(
        String id,
        String account,
        String region,
        Instant time,
        String detailType,
        List<String> resources,
        Map<String, Object> detail) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The whole event in EventBridge's own form. */
    public String toJson() {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "0");
        event.put("id", id);
        event.put("detail-type", detailType);
        event.put("source", "aws.ecs");
        event.put("account", account);
        event.put("time", time.toString());
        event.put("region", region);
        event.put("resources", resources);
        event.put("detail", detail);
        return JSON.writeValueAsString(event);
    }

    /** An SDK value by the names that it has on the wire; times as ISO text, as EventBridge writes them. */
    static Map<String, Object> detail(SdkPojo value) {
        var detail = new LinkedHashMap<String, Object>();
        for (SdkField<?> field : value.sdkFields()) {
            var member = field.getValueOrDefault(value);
            if (member != null
                    && !(member instanceof SdkAutoConstructList)
                    && !(member instanceof SdkAutoConstructMap)) {
                detail.put(field.locationName(), plain(member));
            }
        }
        return detail;
    }

    private static Object plain(Object member) {
        return switch (member) {
            case SdkPojo pojo -> detail(pojo);
            case List<?> list -> list.stream().map(StateChange::plain).toList();
            case Instant time -> time.toString();
            default -> member;
        };
    }
}
