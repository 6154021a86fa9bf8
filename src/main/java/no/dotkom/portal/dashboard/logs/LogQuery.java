package no.dotkom.portal.dashboard.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for: words that must all be there, {@code "phrases"}, {@code -words} that must not, {@code level:error},
 * {@code task:7f3a}, {@code /regex/}. A query belongs to one search: its expressions count their steps.
 */
public final class LogQuery {
    private static final int LONGEST = 500;
    private static final int MARKS = 20;
    private static final Pattern TERM =
            Pattern.compile("(-?)(?:\"([^\"]*)\"?|/((?:\\\\.|[^/\\\\])+)/(i?)(?=\\s|$)|(\\S+))");
    private static final Pattern TASK = Pattern.compile("[0-9a-zA-Z]{1,64}");

    /** Cannot be searched for. @param key of the sentence that says why */
    public static final class Unsearchable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String key;

        Unsearchable(String key) {
            super(key, null, false, false);
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    private sealed interface Term {
        record Word(String text, boolean not) implements Term {}

        record Found(Expression expression, boolean not) implements Term {}
    }

    private final List<Term> terms = new ArrayList<>();
    private final Set<Level> levels = EnumSet.noneOf(Level.class);
    private final Set<Level> notLevels = EnumSet.noneOf(Level.class);
    private final Set<String> tasks = new LinkedHashSet<>();
    private final Set<String> notTasks = new LinkedHashSet<>();

    private LogQuery() {}

    /**
     * @param levels names of levels, those that are none are passed over
     * @param tasks beginnings of ids
     * @throws Unsearchable for an expression that is none, and for a text that is too long
     */
    public static LogQuery of(String text, Collection<String> levels, Collection<String> tasks) {
        if (text.length() > LONGEST) {
            throw new Unsearchable("dashboard.logs.search.long");
        }
        var query = new LogQuery();
        levels.forEach(level -> query.level(level, false));
        tasks.forEach(task -> query.task(task, false));
        var found = TERM.matcher(text.strip());
        while (found.find()) {
            var not = found.group(1).equals("-") && found.end() > found.end(1);
            if (found.group(3) != null) {
                query.terms.add(new Term.Found(expression(found.group(3), found.group(4)), not));
            } else if (found.group(2) != null) {
                query.word(found.group(2), not);
            } else {
                query.term(found.group(5), not);
            }
        }
        return query;
    }

    private static Expression expression(String text, String flags) {
        if (text.length() > Expression.LONGEST) {
            throw new Unsearchable("dashboard.logs.search.long");
        }
        try {
            return new Expression(text, flags.equals("i"));
        } catch (PatternSyntaxException | StackOverflowError none) {
            throw new Unsearchable("dashboard.logs.search.regex");
        }
    }

    private void term(String word, boolean not) {
        if (word.startsWith("level:")) {
            level(word.substring(6), not);
        } else if (word.startsWith("task:")) {
            task(word.substring(5), not);
        } else {
            word(word, not);
        }
    }

    private void word(String word, boolean not) {
        if (!word.isEmpty()) {
            terms.add(new Term.Word(word.toLowerCase(Locale.ROOT), not));
        }
    }

    private void level(String word, boolean not) {
        Arrays.stream(Level.values())
                .filter(level -> level.word().equalsIgnoreCase(word))
                .forEach((not ? notLevels : levels)::add);
    }

    private void task(String id, boolean not) {
        if (TASK.matcher(id).matches()) {
            (not ? notTasks : tasks).add(id);
        }
    }

    /** Lets every line pass. */
    public boolean isEmpty() {
        return terms.isEmpty() && levels.isEmpty() && notLevels.isEmpty() && tasks.isEmpty() && notTasks.isEmpty();
    }

    /** @throws Unsearchable when an expression takes too long */
    public boolean matches(LogEntry line) {
        return level(line.level()) && task(line.task()) && words(line.plain());
    }

    private boolean level(@Nullable Level level) {
        return (levels.isEmpty() || (level != null && levels.contains(level)))
                && (level == null || !notLevels.contains(level));
    }

    private boolean task(String task) {
        return (tasks.isEmpty() || tasks.stream().anyMatch(task::startsWith))
                && notTasks.stream().noneMatch(task::startsWith);
    }

    private boolean words(String plain) {
        if (terms.isEmpty()) {
            return true;
        }
        var lower = plain.toLowerCase(Locale.ROOT);
        return terms.stream().allMatch(term -> switch (term) {
            case Term.Word(var word, var not) -> lower.contains(word) != not;
            case Term.Found(var expression, var not) ->
                find(expression, plain, 1).isEmpty() == not;
        });
    }

    private static List<LogEntry.Mark> find(Expression expression, String plain, int most) {
        try {
            return expression.places(plain, most);
        } catch (Expression.TooHard tooHard) {
            throw new Unsearchable("dashboard.logs.search.hard");
        }
    }

    /** Where in its plain text a line has what is looked for. */
    List<LogEntry.Mark> marks(LogEntry line) {
        if (terms.isEmpty()) {
            return List.of();
        }
        var marks = new ArrayList<LogEntry.Mark>();
        for (var term : terms) {
            switch (term) {
                case Term.Word(var word, var not) -> marks.addAll(not ? List.of() : places(word, line.plain()));
                case Term.Found(var expression, var not) ->
                    marks.addAll(not ? List.of() : find(expression, line.plain(), MARKS));
            }
        }
        marks.sort(Comparator.comparingInt(LogEntry.Mark::from));
        return marks;
    }

    private static List<LogEntry.Mark> places(String word, String plain) {
        var lower = plain.toLowerCase(Locale.ROOT);
        var places = new ArrayList<LogEntry.Mark>();
        // Of a few letters the small form is longer: then nothing is marked rather than something else.
        var at = lower.length() == plain.length() ? lower.indexOf(word) : -1;
        while (at >= 0 && places.size() < MARKS) {
            places.add(new LogEntry.Mark(at, at + word.length()));
            at = lower.indexOf(word, at + word.length());
        }
        return places;
    }

    public Set<String> tasks() {
        return tasks;
    }
}
