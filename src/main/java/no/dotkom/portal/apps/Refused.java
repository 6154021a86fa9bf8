package no.dotkom.portal.apps;

import java.util.List;

/** A wish that could not be accepted: the form shows each problem at its field and keeps what was typed. */
public class Refused extends RuntimeException {
    private final transient List<FieldProblem> problems;

    public Refused(List<FieldProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public Refused(FieldProblem problem) {
        this(List.of(problem));
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
