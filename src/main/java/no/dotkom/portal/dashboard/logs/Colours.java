package no.dotkom.portal.dashboard.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The colours of a terminal as classes of ours: sixteen, to which the other 16 million are mapped, and bold. The same
 * rules as {@code ansi.ts}.
 */
public final class Colours {
    private static final Pattern CHOICE = Pattern.compile("\\x1b\\[([0-9;:]*)m");
    /** The sixteen as xterm has them. */
    private static final int[] SIXTEEN = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
        0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
    };

    /** A run of text in one colour. @param style classes, or null for none; @param marked it is looked for */
    public record Span(String text, @Nullable String style, boolean marked) {}

    private int colour = -1;
    private boolean bold;

    private final List<LogEntry.Mark> marks;
    /** Where in the plain text the next run begins. */
    private int place;

    private Colours(List<LogEntry.Mark> marks) {
        this.marks = marks;
    }

    /** The text of {@link LogText#clean} in its colours. */
    public static List<Span> of(String cleaned, List<LogEntry.Mark> marks) {
        var colours = new Colours(marks);
        var spans = new ArrayList<Span>();
        var choice = CHOICE.matcher(cleaned);
        var from = 0;
        while (choice.find()) {
            colours.span(cleaned.substring(from, choice.start()), spans);
            colours.choose(choice.group(1).split("[;:]"));
            from = choice.end();
        }
        colours.span(cleaned.substring(from), spans);
        return spans;
    }

    private void span(String text, List<Span> to) {
        var from = 0;
        for (var mark : marks) {
            var start = Math.max(from, mark.from() - place);
            var end = Math.min(text.length(), mark.to() - place);
            if (start < end) {
                add(text.substring(from, start), false, to);
                add(text.substring(start, end), true, to);
                from = end;
            }
        }
        add(text.substring(from), false, to);
        place += text.length();
    }

    private void add(String text, boolean marked, List<Span> to) {
        if (!text.isEmpty()) {
            to.add(new Span(text, style(), marked));
        }
    }

    private @Nullable String style() {
        if (colour < 0) {
            return bold ? "ab" : null;
        }
        return (bold ? "ab an-" : "an-") + colour;
    }

    private void choose(String[] codes) {
        for (int i = 0; i < codes.length; i++) {
            var code = number(codes[i]);
            if (code == 38 || code == 48) {
                var kind = i + 1 < codes.length ? number(codes[i + 1]) : 0;
                var chosen = kind == 5 ? indexed(codes, i + 2) : kind == 2 ? nearest(codes, i + 2) : -1;
                colour = code == 38 ? chosen : colour;
                i += kind == 5 ? 2 : kind == 2 ? 4 : 1;
            } else {
                choose(code);
            }
        }
    }

    private void choose(int code) {
        if (code == 0) {
            colour = -1;
            bold = false;
        } else if (code == 1 || code == 22) {
            bold = code == 1;
        } else if (code == 39) {
            colour = -1;
        } else if (code >= 30 && code <= 37) {
            colour = code - 30;
        } else if (code >= 90 && code <= 97) {
            colour = code - 90 + 8;
        }
    }

    private static int indexed(String[] codes, int at) {
        var index = at < codes.length ? number(codes[at]) : 0;
        if (index < 16) {
            return index;
        }
        if (index >= 232) {
            var grey = 8 + (Math.min(index, 255) - 232) * 10;
            return nearest(grey, grey, grey);
        }
        return nearest(step((index - 16) / 36), step((index - 16) / 6 % 6), step((index - 16) % 6));
    }

    private static int step(int level) {
        return level == 0 ? 0 : 55 + 40 * level;
    }

    private static int nearest(String[] codes, int at) {
        return at + 2 < codes.length ? nearest(number(codes[at]), number(codes[at + 1]), number(codes[at + 2])) : -1;
    }

    private static int nearest(int red, int green, int blue) {
        var best = 0;
        var distance = Integer.MAX_VALUE;
        for (int i = 0; i < SIXTEEN.length; i++) {
            var r = red - (SIXTEEN[i] >> 16);
            var g = green - (SIXTEEN[i] >> 8 & 255);
            var b = blue - (SIXTEEN[i] & 255);
            if (r * r + g * g + b * b < distance) {
                distance = r * r + g * g + b * b;
                best = i;
            }
        }
        return best;
    }

    private static int number(String code) {
        return code.isEmpty() || code.length() > 3 ? 0 : Math.min(255, Integer.parseInt(code));
    }
}
