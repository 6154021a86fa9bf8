package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.model.Variables;

/** What a diagnosis fills in for the member to review: settings that a link can carry, none that decides a name. */
final class ProposedAnswers {
    private static final Set<String> PROPOSABLE = Set.of(
            "size",
            "cpu",
            "memory",
            "limit",
            "port",
            "healthPath",
            "codes",
            "grace",
            "stopTimeout",
            "shortStop",
            "architecture");

    /** A variable that is missing, by name; its value is the member's to type. */
    private static final String VARIABLE = "variable";

    private static final String VARIABLES = "variables";

    private ProposedAnswers() {}

    static RegisterForm over(RegisterForm form, Map<String, String> proposed) {
        var changed = form;
        for (var each : proposed.entrySet()) {
            // A command is no link's to propose, but that there is none.
            var none = each.getKey().equals("containerCheck") && each.getValue().isEmpty();
            if (none || PROPOSABLE.contains(each.getKey())) {
                changed = changed.with(each.getKey(), each.getValue());
            }
        }
        var variable = proposed.getOrDefault(VARIABLE, "");
        var before = form.get(VARIABLES);
        var wanted = Variables.isName(variable)
                && !Variables.isReserved(variable)
                && !names(before).contains(variable);
        return wanted ? changed.with(VARIABLES, withLine(before, variable + "=")) : changed;
    }

    private static String withLine(String before, String line) {
        return before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + line;
    }

    /** What is set already: it stands at the beginning of a line. */
    private static List<String> names(String variables) {
        return variables.lines().map(line -> line.split("=", 2)[0].strip()).toList();
    }
}
