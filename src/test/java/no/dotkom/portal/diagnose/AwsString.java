package no.dotkom.portal.diagnose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row of a file of real texts, and the codes that are right for it. */
record AwsString(
        String id,
        String kind,
        String text,
        Map<String, String> fields,
        String expect,
        List<String> also,
        String twin,
        String source) {
    static List<AwsString> all(String file) {
        try (var in = AwsString.class.getResourceAsStream("/diagnose/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> of(line.split("\t", -1)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static AwsString of(String[] cells) {
        return new AwsString(
                cells[0],
                cells[1],
                plain(cells[2]),
                fields(plain(cells[3])),
                cells[4],
                Arrays.stream(cells[5].split(","))
                        .filter(code -> !code.isBlank())
                        .toList(),
                cells[7],
                cells[9]);
    }

    private static Map<String, String> fields(String cell) {
        var fields = new LinkedHashMap<String, String>();
        for (var part : cell.split(";")) {
            var is = part.indexOf('=');
            if (is > 0) {
                fields.put(part.substring(0, is).strip(), part.substring(is + 1).strip());
            }
        }
        return fields;
    }

    /** {@code \n}, {@code \t}, {@code \r} and {@code \\} stand for the character. */
    private static String plain(String cell) {
        var text = new StringBuilder();
        for (var i = 0; i < cell.length(); i++) {
            var c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length() && "ntr\\".indexOf(cell.charAt(i + 1)) >= 0) {
                text.append("\n\t\r\\".charAt("ntr\\".indexOf(cell.charAt(++i))));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    AwsString saying(String other) {
        return new AwsString(id, kind, other, fields, expect, also, twin, source);
    }

    AwsString as(String otherKind) {
        return new AwsString(id, otherKind, text, fields, expect, also, twin, source);
    }

    /** Written down from memory, perhaps by whoever wrote the rule: it proves little. */
    boolean recollected() {
        return source.startsWith("own recollection");
    }

    boolean accepts(String code) {
        return code.equals(expect) || also.contains(code);
    }

    @Override
    public String toString() {
        return id + " " + kind + " " + expect;
    }
}
