package no.dotkom.portal.apps.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.ui.Words;

/** Repeats the answers of a registration, as Review shows them. */
final class AnswerViews {
    private final Words words;
    private final List<AnswerView> answers = new ArrayList<>();

    AnswerViews(Words words) {
        this.words = words;
    }

    List<AnswerView> of(Registration registration, ImageAnswer image) {
        var spec = registration.spec();
        add("name", registration.name().app().value(), "");
        add("environment", registration.name().slug().value(), "");
        add("team", registration.team().value(), "");
        answers.add(new AnswerView(
                "image", words.message("apps.image"), spec.image().reference(), found(spec, image), true));
        switch (spec.ingress()) {
            case Ingress.Http http -> http(http);
            case Ingress.None() -> add("reach", words.message("apps.reach.nobody"), "");
        }
        add("size", sizeAndCount(spec), words.message("apps.size.numbers", numbers(spec.size())));
        add("grace", advanced(spec), "");
        return answers;
    }

    private void http(Ingress.Http http) {
        add("port", String.valueOf(http.port()), "");
        var hosts = http.hosts().stream().map(HostName::value).collect(Collectors.joining(", "));
        var reach = http.reach() == Reach.PUBLIC ? RegisterForm.EVERYONE : RegisterForm.PLATFORM;
        add("domain", hosts, words.message("apps.review.reach", words.message("apps.reach." + reach)));
        if (!http.redirects().isEmpty()) {
            add("redirects", RedirectAnswer.write(http.redirects()).replace("\n", ", "), "");
        }
        answers.add(new AnswerView(
                "healthPath", words.message("apps.healthPath"), http.health().path(), "", true));
    }

    private void add(String field, String value, String note) {
        var label =
                field.equals("grace") ? "apps.advanced" : field.equals("size") ? "apps.sizeAndCount" : "apps." + field;
        answers.add(new AnswerView(field, words.message(label), value, note, false));
    }

    private String found(EnvironmentSpec spec, ImageAnswer image) {
        var architecture = "linux/" + spec.architecture().word();
        return image instanceof ImageAnswer.Found found && found.bytes() > 0
                ? architecture + ", " + words.megabytes(found.bytes())
                : architecture;
    }

    private String sizeAndCount(EnvironmentSpec spec) {
        var size = spec.size().presetName().orElse(words.message("apps.size.custom"));
        return words.message("apps.review.sizeAndCount", size, spec.count());
    }

    /** {@code 256 CPU, 256 MiB, at most 512}. */
    static Object[] numbers(Size size) {
        return new Object[] {size.cpu(), size.memoryReserved(), size.memoryLimit()};
    }

    /** What differs from the defaults behind Advanced. */
    private String advanced(EnvironmentSpec spec) {
        var diff = SpecDiff.between(usual(spec), spec);
        if (diff.isEmpty()) {
            return words.message("apps.review.defaults");
        }
        return DiffView.of(diff, words, false).sections().stream()
                .flatMap(section -> section.rows().stream())
                .map(row -> row.field() + ": " + row.after())
                .collect(Collectors.joining("; "));
    }

    private static EnvironmentSpec usual(EnvironmentSpec spec) {
        var ingress = spec.ingress() instanceof Ingress.Http http
                ? new Ingress.Http(
                        http.reach(),
                        http.hosts(),
                        http.port(),
                        HealthCheck.DEFAULT.withPath(http.health().path()),
                        http.redirects())
                : spec.ingress();
        Architecture same = spec.architecture();
        return new EnvironmentSpec(
                spec.image(), ingress, spec.size(), spec.count(), RolloutSettings.DEFAULT, same, Variables.NONE, "");
    }
}
