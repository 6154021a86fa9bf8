package no.dotkom.portal.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Size;
import org.jspecify.annotations.Nullable;

/** What differs between two specs, answer by answer, in the order of the sections. Pure; nothing is worded here. */
public record SpecDiff(List<Change> changes) {
    /** Where members look for a setting. */
    public enum Section {
        IMAGE,
        SIZE,
        DOMAIN,
        HEALTH,
        TIMING,
        VARIABLES
    }

    /** @param field the answer's name as the form has it, or a variable's own name */
    public record Change(
            Section section,
            String field,
            @Nullable String before,
            @Nullable String after) {
        /** True when only a new revision carries it, so that every task is replaced. */
        public boolean replacesTasks() {
            return section == Section.VARIABLES || IN_CONTAINER.contains(field);
        }
    }

    /** The parts that {@link EnvironmentSpec#sameContainer} compares. */
    private static final Set<String> IN_CONTAINER =
            Set.of("image", "architecture", "size", "port", "stopTimeout", "containerCheck");

    /** Stands for the value of any secret, in every language. */
    public static final String SECRET = "••••••••";

    /** What no two environments have in common. */
    private static final Set<String> OF_ITS_OWN = Set.of("domain", "redirects");

    /** One answer of a spec as text; null where the spec has none. */
    private record Field(Section section, String name, Function<EnvironmentSpec, @Nullable String> value) {}

    private static final List<Field> FIELDS = List.of(
            new Field(Section.IMAGE, "image", spec -> spec.image().reference()),
            new Field(Section.IMAGE, "architecture", spec -> spec.architecture().word()),
            new Field(Section.SIZE, "size", spec -> size(spec.size())),
            new Field(Section.SIZE, "count", spec -> text(spec.count())),
            new Field(Section.DOMAIN, "reach", SpecDiff::reach),
            new Field(Section.DOMAIN, "domain", SpecDiff::hosts),
            new Field(Section.DOMAIN, "redirects", SpecDiff::redirects),
            new Field(Section.DOMAIN, "port", spec -> spec.port() == 0 ? null : text(spec.port())),
            health("healthPath", HealthCheck::path),
            health("codes", HealthCheck::codes),
            health("interval", health -> text(health.intervalSeconds())),
            health("timeout", health -> text(health.timeoutSeconds())),
            health("healthyAfter", health -> text(health.healthyAfter())),
            health("unhealthyAfter", health -> text(health.unhealthyAfter())),
            new Field(
                    Section.HEALTH,
                    "containerCheck",
                    spec -> spec.containerCheck().isEmpty() ? null : spec.containerCheck()),
            new Field(Section.TIMING, "grace", spec -> text(spec.rollout().graceSeconds())),
            new Field(Section.TIMING, "stopTimeout", spec -> text(spec.rollout().stopTimeoutSeconds())),
            new Field(Section.TIMING, "drain", spec -> text(spec.rollout().drainSeconds())),
            new Field(
                    Section.TIMING,
                    "shortStop",
                    spec -> String.valueOf(spec.rollout().shortStop())));

    public SpecDiff {
        changes = List.copyOf(changes);
    }

    /** How two environments of an application differ beside their images and domains, which always do. */
    public static SpecDiff apart(EnvironmentSpec one, EnvironmentSpec other) {
        return new SpecDiff(between(one, other).changes().stream()
                .filter(change ->
                        !(change.section() == Section.IMAGE && change.field().equals("image")))
                .filter(change -> !(change.section() == Section.DOMAIN && OF_ITS_OWN.contains(change.field())))
                .toList());
    }

    public static SpecDiff between(EnvironmentSpec before, EnvironmentSpec after) {
        var changes = new ArrayList<Change>();
        for (var field : FIELDS) {
            var was = field.value().apply(before);
            var becomes = field.value().apply(after);
            if (!Objects.equals(was, becomes)) {
                changes.add(new Change(field.section(), field.name(), was, becomes));
            }
        }
        changes.addAll(variables(before, after));
        return new SpecDiff(changes);
    }

    private static List<Change> variables(EnvironmentSpec before, EnvironmentSpec after) {
        var was = named(before);
        var becomes = named(after);
        var names = new TreeSet<>(was.keySet());
        names.addAll(becomes.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(was.get(name), becomes.get(name)))
                .map(name -> new Change(Section.VARIABLES, name, was.get(name), becomes.get(name)))
                .toList();
    }

    private static Map<String, String> named(EnvironmentSpec spec) {
        var all = new TreeMap<>(spec.variables().values());
        spec.secrets().names().forEach(name -> all.put(name, SECRET));
        return all;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public boolean replacesTasks() {
        return changes.stream().anyMatch(Change::replacesTasks);
    }

    public List<Change> in(Section section) {
        return changes.stream().filter(change -> change.section() == section).toList();
    }

    private static Field health(String name, Function<HealthCheck, String> value) {
        return new Field(
                Section.HEALTH,
                name,
                spec -> spec.ingress() instanceof Ingress.Http http ? value.apply(http.health()) : null);
    }

    private static String size(Size size) {
        var numbers = size.cpu() + "/" + size.memoryReserved() + "/" + size.memoryLimit();
        return size.presetName().map(name -> name + " " + numbers).orElse(numbers);
    }

    private static String reach(EnvironmentSpec spec) {
        return switch (spec.ingress()) {
            case Ingress.Http http -> http.reach() == Reach.PUBLIC ? "everyone" : "platform";
            case Ingress.None() -> "nobody";
        };
    }

    private static @Nullable String hosts(EnvironmentSpec spec) {
        return switch (spec.ingress()) {
            case Ingress.Http http ->
                http.hosts().stream().map(Object::toString).collect(Collectors.joining(", "));
            case Ingress.None() -> null;
        };
    }

    private static @Nullable String redirects(EnvironmentSpec spec) {
        return spec.ingress() instanceof Ingress.Http http && !http.redirects().isEmpty()
                ? http.redirects().stream().map(Object::toString).collect(Collectors.joining(", "))
                : null;
    }

    private static String text(int number) {
        return String.valueOf(number);
    }
}
