package no.dotkom.portal.localaws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A filter of unstructured events: words that must all be there, {@code ?word} of which one must be there, {@code
 * -word} that must not. Quoted words may hold spaces.
 */
record FilterPattern(List<String> all, List<String> any, List<String> none) {
    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"([^\"]*)\"|(\\S+))");

    static FilterPattern parse(String text) {
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("%")) {
            throw Refusal.notModelled("JSON, column and regular-expression filter patterns");
        }
        var pattern = new FilterPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var terms = TERM.matcher(text);
        while (terms.find()) {
            var word = terms.group(2) == null ? terms.group(3) : terms.group(2);
            switch (terms.group(1)) {
                case "?" -> pattern.any.add(word);
                case "-" -> pattern.none.add(word);
                default -> pattern.all.add(word);
            }
        }
        return pattern;
    }

    boolean matches(String message) {
        return all.stream().allMatch(message::contains)
                && none.stream().noneMatch(message::contains)
                && (any.isEmpty() || any.stream().anyMatch(message::contains));
    }
}
