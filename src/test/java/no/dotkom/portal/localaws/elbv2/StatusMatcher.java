package no.dotkom.portal.localaws.elbv2;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The answers that count as healthy: {@code 200}, {@code 200,301} or {@code 200-399}, within 200–499. */
record StatusMatcher(List<Range> ranges) {
    private static final Pattern FORM = Pattern.compile("[2-4]\\d\\d(-[2-4]\\d\\d)?(,[2-4]\\d\\d(-[2-4]\\d\\d)?)*");

    record Range(int from, int to) {}

    static StatusMatcher parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw Refusal.invalid("Health check matcher HTTP code '%s' must be within '200-499'".formatted(text));
        }
        return new StatusMatcher(
                Stream.of(text.split(",")).map(StatusMatcher::range).toList());
    }

    private static Range range(String part) {
        return new Range(Integer.parseInt(part.substring(0, 3)), Integer.parseInt(part.substring(part.length() - 3)));
    }

    boolean matches(int code) {
        return ranges.stream().anyMatch(range -> range.from() <= code && code <= range.to());
    }
}
