package no.dotkom.portal.dashboard.logs;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How grave a line is, as far as it plainly says so itself; where it says two things it says nothing. */
public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** So far into a line its level is looked for. */
    private static final int HEAD = 200;

    private static final Map<String, Level> WORDS = Map.ofEntries(
            Map.entry("error", ERROR),
            Map.entry("err", ERROR),
            Map.entry("fatal", ERROR),
            Map.entry("severe", ERROR),
            Map.entry("panic", ERROR),
            Map.entry("critical", ERROR),
            Map.entry("crit", ERROR),
            Map.entry("alert", ERROR),
            Map.entry("emergency", ERROR),
            Map.entry("warn", WARN),
            Map.entry("warning", WARN),
            Map.entry("info", INFO),
            Map.entry("information", INFO),
            Map.entry("informational", INFO),
            Map.entry("notice", INFO),
            Map.entry("debug", DEBUG),
            Map.entry("trace", DEBUG),
            Map.entry("verbose", DEBUG));

    private static final String[] KEYS = {"level", "severity", "log.level", "loglevel", "lvl"};
    private static final String ANY =
            "error|err|fatal|severe|panic|critical|crit|warn|warning|info|notice|debug|trace|verbose";

    private static final Pattern PREFIX =
            Pattern.compile("^\\W{0,3}(" + ANY + ")(?=[\\s:\\]|)>-])", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKET = Pattern.compile(
            "[\\[(<]\\s*(" + ANY + ")\\s*[\\])>]|\\b(?:level|severity|lvl)=\"?(" + ANY + ")\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UPPER = Pattern.compile(
            "(?<![\\w/.-])(ERROR|FATAL|SEVERE|PANIC|CRITICAL|WARN|WARNING|INFO|NOTICE|DEBUG|TRACE)(?![\\w/.-])");
    private static final Pattern THROWN =
            Pattern.compile("^(?:Uncaught |Exception in thread |Traceback \\(|(?:\\w+\\.)*\\w*(?:Error|Exception)\\b)");

    /** For search, rows and frames: {@code error}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param plain a line without colours */
    public static @Nullable Level of(String plain) {
        var text = plain.stripLeading();
        if (text.startsWith("{")) {
            return ofJson(text);
        }
        var head = text.substring(0, Math.min(HEAD, text.length()));
        var prefix = PREFIX.matcher(head);
        if (prefix.find()) {
            return named(prefix.group(1));
        }
        var bracketed = only(BRACKET.matcher(head));
        if (bracketed.size() == 1) {
            return bracketed.iterator().next();
        }
        if (THROWN.matcher(head).find()) {
            return ERROR;
        }
        var words = only(UPPER.matcher(head));
        return bracketed.isEmpty() && words.size() == 1 ? words.iterator().next() : null;
    }

    private static Set<Level> only(Matcher found) {
        var levels = new HashSet<Level>();
        while (found.find()) {
            var level = named(found.group(1) == null ? found.group(found.groupCount()) : found.group(1));
            if (level != null) {
                levels.add(level);
            }
        }
        return levels;
    }

    private static @Nullable Level named(String word) {
        return WORDS.get(word.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Level ofJson(String text) {
        try {
            var json = JSON.readTree(text);
            for (var key : KEYS) {
                var value = json.get(key);
                if (value != null) {
                    return ofValue(value);
                }
            }
            var log = json.get("log");
            return log != null && log.get("level") != null ? ofValue(log.get("level")) : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** Numbers are read on the scale of pino and bunyan (tens) or of syslog (0 to 7). */
    private static @Nullable Level ofValue(JsonNode value) {
        if (!value.isNumber()) {
            return value.isString() ? named(value.stringValue()) : null;
        }
        var number = value.asInt(-1);
        if (number >= 10) {
            return number >= 50 ? ERROR : number >= 40 ? WARN : number >= 30 ? INFO : DEBUG;
        }
        return number < 0 || number > 7 ? null : number <= 3 ? ERROR : number == 4 ? WARN : number <= 6 ? INFO : DEBUG;
    }
}
