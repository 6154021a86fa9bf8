package no.dotkom.portal.dashboard.logs;

import java.util.regex.Pattern;

/**
 * Makes hostile text harmless: of all escape sequences only those that choose colours are left, and every other control
 * character is shown as its picture, so that nothing hides and nothing acts (security.md S15).
 */
public final class LogText {
    /** CSI, then the strings OSC, DCS, SOS, PM and APC to their end, then escapes of two and three characters. */
    private static final Pattern ESCAPES = Pattern.compile("\\x1b\\[([0-9;:]{0,40})m"
            + "|(?:\\x1b\\[|\\x9b)[0-?]*+[ -/]*+[@-~]?"
            + "|(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x1b\\x9c]*+(?:\\x07|\\x1b\\\\|\\x9c)?"
            + "|\\x1b[ -/]*+[0-~]?");

    private static final Pattern COLOURS = Pattern.compile("\\x1b\\[[0-9;:]*m");
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f]");

    private LogText() {}

    /** The text with its colours, and without all else that is no text. */
    public static String clean(String raw) {
        var text = raw.indexOf('\r') < 0 ? raw : withoutEnd(raw.replace("\r\n", "\n"));
        if (text.indexOf('\u001b') >= 0 || hasC1(text)) {
            text = ESCAPES.matcher(text).replaceAll(found -> found.group(1) == null ? "" : "\u001b[$1m");
        }
        text = CONTROLS.matcher(text).replaceAll(found -> picture(found.group().charAt(0)));
        return text.endsWith("\n") ? text.stripTrailing() : text;
    }

    /** A pattern for this, {@code \r+$}, would look at each of a hostile line's thousands again and again. */
    private static String withoutEnd(String text) {
        var end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\r' || text.charAt(end - 1) == '\n')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean hasC1(String text) {
        return text.chars().anyMatch(c -> c >= 0x80 && c <= 0x9f);
    }

    private static String picture(char control) {
        return control < 0x20 ? Character.toString(0x2400 + control) : control == 0x7f ? "␡" : "\ufffd";
    }

    /** Without the colours too. */
    public static String plain(String cleaned) {
        return cleaned.indexOf('\u001b') < 0
                ? cleaned
                : COLOURS.matcher(cleaned).replaceAll("");
    }
}
