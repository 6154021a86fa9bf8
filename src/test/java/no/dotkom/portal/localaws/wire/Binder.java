package no.dotkom.portal.localaws.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Fills a request builder from the tree of any protocol. Members that the SDK's class does not know are reported, not
 * dropped without a word.
 */
final class Binder {
    private final Nesting nesting;
    private final Consumer<String> unknown;

    Binder(Nesting nesting, Consumer<String> unknown) {
        this.nesting = nesting;
        this.unknown = unknown;
    }

    /** Sets the members that {@code tree} names and builds. */
    SdkPojo bind(SdkPojo builder, Map<String, Object> tree) {
        return bind(builder, tree, "");
    }

    private SdkPojo bind(SdkPojo builder, Map<String, Object> tree, String path) {
        var rest = new LinkedHashMap<>(tree);
        for (var field : builder.sdkFields()) {
            var node = rest.remove(field.locationName());
            if (node != null) {
                field.set(builder, value(field, node, path + field.locationName()));
            }
        }
        rest.keySet().forEach(name -> unknown.accept(path + name));
        return (SdkPojo) ((Buildable) builder).build();
    }

    private Object value(SdkField<?> field, Object node, String path) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case STRING -> text(node);
                case INTEGER -> number(node).intValueExact();
                case LONG -> number(node).longValueExact();
                case SHORT -> number(node).shortValueExact();
                case BYTE -> number(node).byteValueExact();
                case FLOAT -> number(node).floatValue();
                case DOUBLE -> number(node).doubleValue();
                case BIG_DECIMAL -> number(node);
                case BOOLEAN -> node instanceof Boolean known ? known : Boolean.valueOf(text(node));
                case INSTANT -> instant(node);
                case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text(node)));
                case SDK_POJO -> bind(field.constructor().get(), Nesting.structure(node), path + ".");
                case LIST -> list(field.getTrait(ListTrait.class), node, path);
                case MAP -> map(field.getTrait(MapTrait.class), node, path);
                case DOCUMENT -> document(node);
                case NULL -> throw new IllegalArgumentException("null type");
            };
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
            throw new Malformed(path + ": " + e.getMessage(), e);
        }
    }

    private List<Object> list(ListTrait trait, Object node, String path) {
        var items = new ArrayList<>();
        nesting.items(trait, node).forEach(item -> items.add(value(trait.memberFieldInfo(), item, path + "[]")));
        return items;
    }

    private Map<String, Object> map(MapTrait trait, Object node, String path) {
        var map = new LinkedHashMap<String, Object>();
        nesting.entries(trait, node).forEach((k, v) -> map.put(k, value(trait.valueFieldInfo(), v, path + "." + k)));
        return map;
    }

    private static String text(Object node) {
        return (String) node;
    }

    private static BigDecimal number(Object node) {
        return new BigDecimal(node.toString());
    }

    /** JSON has seconds with a fraction, the others ISO 8601. */
    private static Instant instant(Object node) {
        return node instanceof Number || !node.toString().contains("T")
                ? Instant.ofEpochMilli(number(node).movePointRight(3).longValue())
                : OffsetDateTime.parse(node.toString()).toInstant();
    }

    private static Document document(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Document>();
                map.forEach((k, v) -> members.put((String) k, document(v)));
                yield Document.fromMap(members);
            }
            case List<?> list ->
                Document.fromList(list.stream().map(Binder::document).toList());
            case Boolean known -> Document.fromBoolean(known);
            case Number known -> Document.fromNumber(known.toString());
            default -> Document.fromString((String) node);
        };
    }

    /** A request that says something the operation's types cannot hold. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
