package no.dotkom.portal.ui;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Values in the reader's words: one language, one time zone, one now. Templates find it as {@code #words}; a controller
 * takes it as an argument.
 */
public final class Words {
    /** An age of fewer hours than this is told in hours, an older one in days. */
    private static final int HOURS_TOLD = 48;

    private static final Pattern NAMED = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern DURATION = Pattern.compile("PT(?:[0-9]{1,9}[HMS]){1,3}");
    private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}Z");
    private final MessageSource messages;
    private final Locale locale;
    private final ZoneId zone;
    private final Instant now;

    Words(MessageSource messages, Locale locale, ZoneId zone, Instant now) {
        this.messages = messages;
        this.locale = locale;
        this.zone = zone;
        this.now = now;
    }

    /** A message by its key, with values for {0}, {1} …. */
    public String message(String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    /** {@code 41 s}, {@code 1 m 12 s}, {@code 4 min}, {@code 2 h 5 m}, {@code 3 d}. */
    public String duration(Duration time) {
        var seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return message("ui.duration.s", seconds);
        }
        if (seconds < 3600) {
            return duration("ui.duration.m", seconds / 60, "s", seconds % 60);
        }
        if (seconds < 86_400) {
            return duration("ui.duration.h", seconds / 3600, "m", seconds % 3600 / 60);
        }
        return duration("ui.duration.d", seconds / 86_400, "h", seconds % 86_400 / 3600);
    }

    private String duration(String key, long large, String unit, long small) {
        var told = String.valueOf(large);
        return small == 0 ? message(key, told) : message(key + unit, told, small);
    }

    /** {@code 0:22}, {@code 12:04}, {@code 1:02:03}. */
    public String clock(Duration time) {
        var seconds = Math.max(0, time.toSeconds());
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }

    /** {@link #clock} of the time since. */
    public String since(Instant then) {
        return clock(Duration.between(then, now));
    }

    /** {@code 4 s ago}; the page keeps it true. The same steps as times.ts. */
    public String ago(Instant then) {
        var seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 1) {
            return message("ui.ago.now");
        }
        if (seconds < 60) {
            return message("ui.ago.s", seconds);
        }
        if (seconds < 3600) {
            return message("ui.ago.min", seconds / 60);
        }
        if (seconds < HOURS_TOLD * 3600) {
            return message("ui.ago.h", seconds / 3600);
        }
        return message("ui.ago.d", String.valueOf(seconds / 86_400));
    }

    /** The patterns of {@link #ago} for the script, as JSON. */
    public String agesAsJson() {
        var json = new StringBuilder("{");
        for (var step : new String[] {"now", "s", "min", "h", "d"}) {
            json.append(json.length() > 1 ? "," : "")
                    .append("\"%s\":\"%s\"".formatted(step, message("ui.ago." + step, "{0}")));
        }
        return json.append('}').toString();
    }

    /** {@code 12:04:11}. */
    public String time(Instant at) {
        return format("HH:mm:ss", at);
    }

    /** Today {@code 11:58}, this year {@code 20 Nov}, else {@code 20 Nov 2025}. */
    public String when(Instant at) {
        var then = at.atZone(zone);
        var today = now.atZone(zone);
        if (then.toLocalDate().equals(today.toLocalDate())) {
            return format("HH:mm", at);
        }
        return format(then.getYear() == today.getYear() ? day() : day() + " yyyy", at);
    }

    /** {@code 11:58}, on another day {@code 20 Nov 11:58}. */
    public String moment(Instant at) {
        var today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return format(today ? "HH:mm" : day() + " HH:mm", at);
    }

    /** {@code 20 Nov}. */
    public String day(Instant at) {
        return format(day(), at);
    }

    /** {@code 11:58}. */
    public String minute(Instant at) {
        return format("HH:mm", at);
    }

    /** {@code 22 Nov 2026 12:04:11}. */
    public String dateTime(Instant at) {
        return format(day() + " yyyy HH:mm:ss", at);
    }

    private String day() {
        return locale.getLanguage().equals("nb") ? "d. MMM" : "d MMM";
    }

    private String format(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(at);
    }

    /** {@code 1,204}. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** {@code 0.4}, {@code 182}, {@code 1,204}: below ten to a tenth, else whole. */
    public String amount(double value) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.abs(value) < 10 ? 1 : 0);
        return format.format(value);
    }

    /** {@code 182 MB}: whole megabytes of a million bytes, at least 1. */
    public String megabytes(long bytes) {
        return number(Math.max(1, Math.round(bytes / 1e6))) + " MB";
    }

    /** {@code sha256:9f3c20b7}: as much of a digest as tells it from others. */
    public String digest(String whole) {
        var end = whole.indexOf(':') + 9;
        return whole.length() <= end ? whole : whole.substring(0, end);
    }

    /** The word for a state of health, {@code healthy}. */
    public String health(String state) {
        return message("ui.health." + state);
    }

    /** The words of a place. */
    public String link(RailLink link) {
        return link.key() == null ? String.valueOf(link.name()) : message(link.key());
    }

    /** The one sentence of a problem; another one of the same code where its value {@code as} names it. */
    public String problem(Problem problem) {
        var key = "problem." + problem.code();
        var usual = messages.getMessage(key, null, locale);
        var variant = problem.values().getOrDefault("as", "");
        return named(problem, messages.getMessage(key + ".as." + variant, null, usual, locale));
    }

    /** What to do about a problem, by the same {@code as}; an empty text where there is nothing to do. */
    public String action(Problem problem) {
        var key = "problem." + problem.code();
        var usual = messages.getMessage(key + ".action", null, locale);
        var variant = problem.values().getOrDefault("as", "");
        return named(problem, messages.getMessage(key + ".as." + variant + ".action", null, usual, locale));
    }

    /** The sentence of a field's error; empty for none. */
    public String error(FieldErrors.@Nullable FieldError error) {
        if (error == null) {
            return "";
        }
        return switch (error.sentence()) {
            case FieldErrors.Sentence.Keyed keyed ->
                message(keyed.key(), keyed.values().toArray());
            case FieldErrors.Sentence.Told told -> problem(told.problem());
        };
    }

    private String named(Problem problem, @Nullable String pattern) {
        var told = NAMED.matcher(pattern == null ? "" : pattern)
                .replaceAll(found -> Matcher.quoteReplacement(value(problem, found.group(1))));
        // A phrase of ours that begins the sentence; a name that somebody gave stays as it is.
        return pattern != null && pattern.startsWith("{") && isPhrase(problem, pattern)
                ? told.substring(0, 1).toUpperCase(locale) + told.substring(1)
                : told;
    }

    private static boolean isPhrase(Problem problem, String pattern) {
        var first = problem.values().get(pattern.substring(1, pattern.indexOf('}')));
        return first == null || first.startsWith("word.");
    }

    /** A value in the reader's words, or the phrase for one that is not known. */
    private String value(Problem problem, String name) {
        var value = problem.values().get(name);
        if (value == null) {
            var usual = messages.getMessage("problem.without." + name, null, "…", locale);
            return String.valueOf(
                    messages.getMessage("problem." + problem.code() + ".without." + name, null, usual, locale));
        }
        if (value.startsWith("word.")) {
            return String.valueOf(messages.getMessage("problem." + value, null, value, locale));
        }
        return timed(value);
    }

    /** Times are kept as ISO-8601. */
    private String timed(String value) {
        try {
            if (DURATION.matcher(value).matches()) {
                return duration(Duration.parse(value));
            }
            return INSTANT.matcher(value).matches() ? when(Instant.parse(value)) : value;
        } catch (DateTimeParseException noTime) {
            return value;
        }
    }
}
