package no.dotkom.portal.localaws.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** How a protocol nests lists and maps inside the tree of a request; scalars and structures are the same in all. */
enum Nesting {
    /** {@code [a, b]} and {@code {k: v}}. */
    JSON {
        @Override
        List<Object> items(ListTrait trait, Object node) {
            return List.copyOf((Collection<?>) node);
        }

        @Override
        Map<String, Object> entries(MapTrait trait, Object node) {
            return structure(node);
        }
    },
    /** {@code Name.member.1} and {@code Name.entry.1.key}; an empty list is {@code Name=}. */
    QUERY {
        @Override
        List<Object> items(ListTrait trait, Object node) {
            return numbered(structure(node).get(trait.memberFieldInfo().locationName()));
        }

        @Override
        Map<String, Object> entries(MapTrait trait, Object node) {
            var entries = new LinkedHashMap<String, Object>();
            for (var entry : numbered(structure(node).get("entry"))) {
                var pair = structure(entry);
                entries.put(
                        String.valueOf(pair.get(trait.keyLocationName())),
                        pair.getOrDefault(trait.valueLocationName(), ""));
            }
            return entries;
        }
    },
    /** {@code Name.1}, always flat. */
    EC2 {
        @Override
        List<Object> items(ListTrait trait, Object node) {
            return numbered(node);
        }

        @Override
        Map<String, Object> entries(MapTrait trait, Object node) {
            throw new IllegalArgumentException("EC2 query has no maps");
        }
    },
    /** {@code <Name><Member/><Member/></Name>}. */
    XML {
        @Override
        List<Object> items(ListTrait trait, Object node) {
            var members = structure(node).get(trait.memberLocationName());
            return switch (members) {
                case null -> List.of();
                case List<?> several -> List.copyOf(several);
                default -> List.of(members);
            };
        }

        @Override
        Map<String, Object> entries(MapTrait trait, Object node) {
            throw new IllegalArgumentException("no modelled REST-XML operation takes a map");
        }
    };

    abstract List<Object> items(ListTrait trait, Object node);

    abstract Map<String, Object> entries(MapTrait trait, Object node);

    /** A structure without members is an empty string in query and XML. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> structure(Object node) {
        return node instanceof String text && text.isBlank() ? Map.of() : (Map<String, Object>) node;
    }

    /** Sorted as numbers, gaps closed. */
    private static List<Object> numbered(@Nullable Object node) {
        if (node == null) {
            return List.of();
        }
        var sorted = new TreeMap<String, Object>(Comparator.comparingInt(Integer::parseInt));
        sorted.putAll(structure(node));
        return List.copyOf(sorted.values());
    }
}
