package no.dotkom.portal.apps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.dotkom.portal.model.Variables;

/**
 * Variables as a {@code .env} file has them: {@code NAME=value} a line, {@code export} before it or not, comments after
 * {@code #}, values in single quotes as they stand, in double quotes with {@code \n \r \t \" \\ \$}; both may span lines.
 * Nothing is put in for {@code $NAME}.
 */
public final class DotEnv {
    /** What reading came to. */
    public sealed interface Answer {}

    public record Read(Variables variables) implements Answer {}

    /** @param key of the sentence, {@code values} what it is about: the line first */
    public record Wrong(String key, List<Object> values) implements Answer {}

    private final String text;
    private final Set<String> kept;
    private final TreeMap<String, String> values = new TreeMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private int at;
    private int line = 1;

    /** From the first character of a line to the end of the line that it ends in. */
    private record Place(int from, int to) {}

    private DotEnv(String text, Set<String> kept) {
        this.text = text;
        this.kept = kept;
    }

    /** @param kept reserved names that may stand all the same */
    public static Answer read(String pasted, Set<String> kept) {
        try {
            return new DotEnv(lines(pasted), kept).all();
        } catch (Unreadable why) {
            return why.wrong;
        }
    }

    /** What was pasted but for what gives {@code name}; all of it where it cannot be read. */
    public static String without(String name, String pasted, Set<String> kept) {
        var reading = new DotEnv(lines(pasted), kept);
        try {
            reading.all();
        } catch (Unreadable asItIs) {
            return pasted;
        }
        var place = reading.places.get(name);
        return place == null
                ? pasted
                : reading.text.substring(0, place.from())
                        + reading.text.substring(Math.min(place.to() + 1, reading.text.length()));
    }

    private static String lines(String pasted) {
        return pasted.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** So that {@link #read} gives the same again. */
    public static String write(Variables variables) {
        return variables.values().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String quoted(String value) {
        if (value.matches("[A-Za-z0-9_./:@%+,=-]*")) {
            return value;
        }
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + '"';
    }

    private Answer all() throws Unreadable {
        while (at < text.length()) {
            var from = at;
            if (isComment()) {
                restOfLine();
            } else {
                places.put(assignment(), new Place(from, at));
            }
            endLine();
        }
        try {
            return new Read(Variables.of(values));
        } catch (IllegalArgumentException tooMuch) {
            throw new Unreadable("apps.error.variables.many");
        }
    }

    private boolean isComment() {
        skipBlanks();
        return at == text.length() || text.charAt(at) == '#' || text.charAt(at) == '\n';
    }

    private String assignment() throws Unreadable {
        var started = line;
        var end = text.indexOf('\n', at);
        var equals = text.indexOf('=', at);
        if (equals < 0 || (end >= 0 && end < equals)) {
            throw new Unreadable("apps.error.variables.line", started);
        }
        var name = name(text.substring(at, equals), started);
        at = equals + 1;
        var value = value();
        if (value.chars().anyMatch(c -> c == 0)) {
            throw new Unreadable("apps.error.variables.character", started, name);
        }
        if (values.put(name, value) != null) {
            throw new Unreadable("apps.error.variables.twice", started, name);
        }
        return name;
    }

    private String name(String typed, int line) throws Unreadable {
        var name = typed.strip().replaceFirst("^export\\s+", "");
        if (!Variables.isName(name)) {
            throw new Unreadable("apps.error.variables.name", line);
        }
        if (Variables.isReserved(name) && !kept.contains(name)) {
            throw new Unreadable("apps.error.variables.reserved", line, name);
        }
        return name;
    }

    private String value() throws Unreadable {
        skipBlanks();
        var first = at < text.length() ? text.charAt(at) : '\n';
        if (first != '"' && first != '\'') {
            return plain();
        }
        var value = first == '"' ? inDoubleQuotes() : inSingleQuotes();
        if (!isComment()) {
            throw new Unreadable("apps.error.variables.after", line);
        }
        restOfLine();
        return value;
    }

    /** To the end of the line, or to a comment, which has a blank before it. */
    private String plain() {
        var rest = restOfLine();
        var comment = rest.startsWith("#") ? 0 : rest.replace('\t', ' ').indexOf(" #");
        return (comment < 0 ? rest : rest.substring(0, comment)).strip();
    }

    private String inSingleQuotes() throws Unreadable {
        var end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new Unreadable("apps.error.variables.quote", line);
        }
        var value = text.substring(at + 1, end);
        advanceTo(end + 1);
        return value;
    }

    private String inDoubleQuotes() throws Unreadable {
        var value = new StringBuilder();
        for (var i = at + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                advanceTo(i + 1);
                return value.toString();
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                value.append(unescaped(text.charAt(i)));
            } else {
                value.append(c);
            }
        }
        throw new Unreadable("apps.error.variables.quote", line);
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private String restOfLine() {
        var end = text.indexOf('\n', at);
        var rest = text.substring(at, end < 0 ? text.length() : end);
        at += rest.length();
        return rest;
    }

    private void endLine() {
        if (at < text.length()) {
            at++;
            line++;
        }
    }

    private void advanceTo(int end) {
        line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
        at = end;
    }

    /** The first thing that cannot be read ends the reading. */
    private static final class Unreadable extends Exception {
        private final transient Wrong wrong;

        Unreadable(String key, Object... values) {
            super(key);
            this.wrong = new Wrong(key, List.of(values));
        }
    }
}
