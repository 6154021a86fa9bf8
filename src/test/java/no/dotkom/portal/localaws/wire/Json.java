package no.dotkom.portal.localaws.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** AWS JSON: bytes to tree, and values to bytes. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

    private Json() {}

    /** Members that are {@code null} count as not sent. */
    static Map<String, Object> read(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            return withoutNulls(MAPPER.readValue(body, TREE));
        } catch (JacksonException e) {
            throw new Binder.Malformed("not a JSON object", e);
        }
    }

    static byte[] write(Map<String, Object> tree) {
        return MAPPER.writeValueAsBytes(tree);
    }

    /** What is null, or a list or map that was never set, is left out. */
    static Map<String, Object> tree(SdkPojo pojo) {
        var tree = new LinkedHashMap<String, Object>();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (isSet(value)) {
                tree.put(field.locationName(), node(value));
            }
        }
        return tree;
    }

    static boolean isSet(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static Object node(Object value) {
        return switch (value) {
            case SdkPojo pojo -> tree(pojo);
            case List<?> list -> list.stream().map(Json::node).toList();
            case Map<?, ?> map -> nodes(map);
            case Instant at -> BigDecimal.valueOf(at.toEpochMilli(), 3);
            case SdkBytes bytes -> bytes.asByteArray();
            case Document document -> document.unwrap();
            default -> value;
        };
    }

    private static Map<String, Object> nodes(Map<?, ?> map) {
        var nodes = new LinkedHashMap<String, Object>();
        map.forEach((k, v) -> nodes.put((String) k, node(v)));
        return nodes;
    }

    private static Map<String, Object> withoutNulls(Map<?, ?> map) {
        var kept = new LinkedHashMap<String, Object>();
        map.forEach((k, v) -> {
            if (v != null) {
                kept.put((String) k, clean(v));
            }
        });
        return kept;
    }

    private static Object clean(Object node) {
        return switch (node) {
            case Map<?, ?> map -> withoutNulls(map);
            case List<?> list -> {
                var kept = new ArrayList<>();
                list.stream().filter(item -> item != null).forEach(item -> kept.add(clean(item)));
                yield kept;
            }
            default -> node;
        };
    }
}
