package no.dotkom.portal.apps;

import no.dotkom.portal.model.Problem;

/** What is wrong with one answer of a form. @param field the answer's name, as the form has it */
public record FieldProblem(String field, Problem problem) {}
