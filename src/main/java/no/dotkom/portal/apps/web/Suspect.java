package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretSigns;
import no.dotkom.portal.model.Variables;

/** A variable that looks like a secret. */
record Suspect(String name, SecretSigns.Sign sign) {
    private static final String CODE = "SECRET-8";

    /** Those that neither were accepted before nor are said to be none. */
    static List<Suspect> among(Variables variables, RegisterForm form) {
        return in(variables)
                .filter(each -> !form.clears(each.name(), variables.values().getOrDefault(each.name(), "")))
                .toList();
    }

    /** All of them, by name. */
    static Stream<Suspect> in(Variables variables) {
        return variables.values().entrySet().stream()
                .flatMap(each ->
                        SecretSigns.of(each.getKey(), each.getValue())
                                .map(sign -> new Suspect(each.getKey(), sign))
                                .stream());
    }

    /** Tells of the first, and has the names of all. */
    static Problem problem(List<Suspect> all) {
        var names = all.stream().map(Suspect::name).collect(Collectors.joining(","));
        var first = all.getFirst();
        return Problem.of(CODE, Map.of("name", first.name(), "as", first.sign().name(), "names", names));
    }

    /** The names of those that a form was refused for. */
    static List<String> named(Complaints complaints) {
        return complaints.told(CODE).stream()
                .flatMap(each ->
                        Stream.of(each.values().getOrDefault("names", "").split(",")))
                .toList();
    }
}
