package no.dotkom.portal.localaws.iam;

import java.util.regex.Pattern;

/** Text in which {@code *} stands for anything and {@code ?} for one character, as in policies. */
record Glob(String text) {
    boolean matches(String value) {
        return pattern(Pattern.DOTALL).matcher(value).matches();
    }

    /** As actions are compared. */
    boolean matchesIgnoringCase(String value) {
        return pattern(Pattern.DOTALL | Pattern.CASE_INSENSITIVE).matcher(value).matches();
    }

    private Pattern pattern(int flags) {
        var expression = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                default -> expression.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(expression.toString(), flags);
    }
}
