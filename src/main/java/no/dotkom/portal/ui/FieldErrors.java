package no.dotkom.portal.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form, in the order of its questions: at most one sentence a field. Put it in the model as
 * {@code errors}; layout, summary and fields find it there.
 */
public final class FieldErrors {
    /** One sentence, as a message key with its values or as a problem. */
    public sealed interface Sentence {
        /** A key of the catalogues, with values for {0}, {1} …. */
        record Keyed(String key, List<Object> values) implements Sentence {}

        /** A problem, whose sentence is {@code problem.<code>}. */
        record Told(Problem problem) implements Sentence {}
    }

    /** The sentence for one field, known by the id of its input. */
    public record FieldError(String field, Sentence sentence) {}

    private final List<FieldError> all = new ArrayList<>();

    public FieldErrors add(String field, String key, Object... values) {
        return add(new FieldError(field, new Sentence.Keyed(key, List.of(values))));
    }

    public FieldErrors add(String field, Problem problem) {
        return add(new FieldError(field, new Sentence.Told(problem)));
    }

    private FieldErrors add(FieldError error) {
        if (of(error.field()) == null) {
            all.add(error);
        }
        return this;
    }

    public boolean any() {
        return !all.isEmpty();
    }

    /** The error of one field, or null. */
    public @Nullable FieldError of(String field) {
        return all.stream()
                .filter(error -> error.field().equals(field))
                .findFirst()
                .orElse(null);
    }

    public List<FieldError> all() {
        return Collections.unmodifiableList(all);
    }
}
