package no.dotkom.portal.localaws.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Draws SDK values with every member set, down to a depth. Collections are never empty, because query cannot carry
 * empty ones, and times are whole milliseconds, as the wire has them.
 */
final class RandomValues {
    private static final int DEEPEST = 5;
    private static final String LETTERS = "abcXYZ019-._/ æøå<>&\"'%+=\n\t";

    private final SplittableRandom random;

    RandomValues(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SdkPojo of(SdkPojo builder) {
        return of(builder, 0);
    }

    private SdkPojo of(SdkPojo builder, int depth) {
        for (var field : builder.sdkFields()) {
            var value = value(field, depth);
            if (value != null) {
                field.set(builder, value);
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private @Nullable Object value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> field.location() == MarshallLocation.PAYLOAD && !isId(field) ? text() : name();
            case INTEGER -> random.nextInt(1, 1 << 20);
            case LONG -> random.nextLong(1, 1L << 50);
            case SHORT -> (short) random.nextInt(1, 1000);
            case BYTE -> (byte) random.nextInt(1, 100);
            case FLOAT -> random.nextInt(1, 1000) / 4f;
            case DOUBLE -> random.nextInt(1, 1_000_000) / 8d;
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextInt(1, 1000), 2);
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochMilli(random.nextLong(1_600_000_000_000L, 1_900_000_000_000L));
            case SDK_BYTES -> SdkBytes.fromUtf8String(text());
            case SDK_POJO -> depth == DEEPEST ? null : of(field.constructor().get(), depth + 1);
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), depth);
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), depth);
            case DOCUMENT -> Document.fromMap(Map.of("k", Document.fromString(text())));
            case NULL -> null;
        };
    }

    /** Route 53's client cuts what it takes for the prefix of an id. */
    private static boolean isId(SdkField<?> field) {
        return String.valueOf(field.memberName()).endsWith("Id");
    }

    private @Nullable List<Object> list(SdkField<?> member, int depth) {
        var first = value(member, depth);
        if (first == null) {
            return null;
        }
        var second = random.nextBoolean() ? value(member, depth) : null;
        return second == null ? List.of(first) : List.of(first, second);
    }

    private @Nullable Map<String, Object> map(SdkField<?> member, int depth) {
        var map = new HashMap<String, Object>();
        for (int n = 0; n < 2; n++) {
            var value = value(member, depth);
            if (value != null) {
                map.put(name(), value);
            }
        }
        return map.isEmpty() ? null : map;
    }

    private String text() {
        var text = new StringBuilder("x");
        IntStream.range(0, random.nextInt(1, 12))
                .forEach(n -> text.append(LETTERS.charAt(random.nextInt(LETTERS.length()))));
        return text.append('x').toString();
    }

    private String name() {
        return "n" + Integer.toString(random.nextInt(1 << 20), 36);
    }
}
