package no.dotkom.portal.apps.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import no.dotkom.portal.apps.FieldProblem;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.Words;

/**
 * What stands against a form: sentences at its fields, in the order of the questions, and sentences that no field can
 * mend (a right that is missing, a load balancer that is full, another's change).
 */
final class Complaints {
    /** Values of problems that are instants, in ISO form until a reader's time zone is known. */
    private static final Set<String> INSTANTS = Set.of("at", "until");

    private final Map<String, FieldErrors.Sentence> byField = new TreeMap<>();
    private final List<Problem> others = new ArrayList<>();
    private final Words words;

    Complaints(Words words) {
        this.words = words;
    }

    Complaints addAll(FieldErrors errors) {
        errors.all().forEach(error -> byField.putIfAbsent(error.field(), error.sentence()));
        return this;
    }

    Complaints addAll(List<FieldProblem> problems) {
        problems.forEach(this::add);
        return this;
    }

    Complaints add(FieldProblem told) {
        var problem = worded(told.problem(), words);
        if (RegisterForm.QUESTIONS.contains(told.field())) {
            byField.putIfAbsent(told.field(), new FieldErrors.Sentence.Told(problem));
        } else {
            others.add(problem);
        }
        return this;
    }

    boolean any() {
        return !byField.isEmpty() || !others.isEmpty();
    }

    FieldErrors errors() {
        var errors = new FieldErrors();
        for (var question : RegisterForm.QUESTIONS) {
            switch (byField.get(question)) {
                case FieldErrors.Sentence.Keyed(var key, var values) -> errors.add(question, key, values.toArray());
                case FieldErrors.Sentence.Told(var problem) -> errors.add(question, problem);
                case null -> {}
            }
        }
        return errors;
    }

    /** The sentences of what no field can mend. */
    List<String> banners() {
        return others.stream().map(words::problem).toList();
    }

    /** The problem of one field, when it has one that the room told. */
    List<Problem> told(String code) {
        return byField.values().stream()
                .filter(FieldErrors.Sentence.Told.class::isInstance)
                .map(sentence -> ((FieldErrors.Sentence.Told) sentence).problem())
                .filter(problem -> problem.code().equals(code))
                .toList();
    }

    /** Instants among the values become times of the reader's. */
    static Problem worded(Problem problem, Words words) {
        var values = new TreeMap<>(problem.values());
        INSTANTS.forEach(name -> values.computeIfPresent(name, (key, at) -> words.when(Instant.parse(at))));
        return Problem.of(problem.code(), values).saying(problem.said());
    }
}
