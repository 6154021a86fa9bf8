package no.dotkom.portal.apps;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import no.dotkom.portal.apps.SpecDiff.Change;
import no.dotkom.portal.apps.SpecDiff.Section;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;

/**
 * A diff in the reader's words, for the fragment {@code apps/_diff :: changes(diff)}.
 *
 * @param count how many answers differ
 */
public record DiffView(List<SectionView> sections, int count, boolean replacesTasks) {
    private static final Set<String> SECONDS = Set.of("grace", "interval", "timeout", "stopTimeout", "drain");

    /** The changes of one section. @param replacesTasks true when it takes a new revision */
    public record SectionView(String title, List<Row> rows, boolean replacesTasks) {}

    /** @param code true when the values are set as code */
    public record Row(String field, String before, String after, boolean code) {}

    /** @param showVariables false for those who may not read the values of variables */
    public static DiffView of(SpecDiff diff, Words words, boolean showVariables) {
        var sections = Arrays.stream(Section.values())
                .filter(section -> !diff.in(section).isEmpty())
                .map(section -> section(section, diff.in(section), words, showVariables))
                .toList();
        return new DiffView(sections, diff.changes().size(), diff.replacesTasks());
    }

    private static SectionView section(Section section, List<Change> changes, Words words, boolean showVariables) {
        var title = words.message("apps.section." + section.name().toLowerCase(Locale.ROOT));
        var rows = changes.stream()
                .map(change -> row(change, words, showVariables))
                .toList();
        return new SectionView(title, rows, changes.stream().anyMatch(Change::replacesTasks));
    }

    private static Row row(Change change, Words words, boolean showVariables) {
        if (change.section() == Section.VARIABLES) {
            return new Row(
                    change.field(),
                    variable(change.before(), words, showVariables),
                    variable(change.after(), words, showVariables),
                    true);
        }
        return new Row(
                words.message("apps." + change.field()),
                value(change.field(), change.before(), words),
                value(change.field(), change.after(), words),
                change.field().equals("image") || change.field().equals("containerCheck"));
    }

    private static String variable(@Nullable String value, Words words, boolean show) {
        if (value == null) {
            return words.message("apps.value.notSet");
        }
        return show ? value : words.message("apps.value.hidden");
    }

    private static String value(String field, @Nullable String value, Words words) {
        if (value == null) {
            return words.message("apps.value.none");
        }
        if (field.equals("reach")) {
            return words.message("apps.reach." + value);
        }
        if (field.equals("shortStop")) {
            return words.message("apps.value." + value);
        }
        if (field.equals("image")) {
            return image(value, words);
        }
        return SECONDS.contains(field) ? words.message("apps.value.seconds", value) : value;
    }

    /** With a short digest: a whole one hides which tag differs. */
    private static String image(String reference, Words words) {
        var digest = reference.indexOf('@') + 1;
        return digest == 0 ? reference : reference.substring(0, digest) + words.digest(reference.substring(digest));
    }
}
