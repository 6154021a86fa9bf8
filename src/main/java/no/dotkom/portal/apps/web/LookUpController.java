package no.dotkom.portal.apps.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.Capacity;
import no.dotkom.portal.apps.Room;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Facts under a field that has changed. Never an error: what cannot be read yet has no fact. */
@Controller
class LookUpController {
    /** One neutral sentence. @param level {@code ok}, or null for no judgement */
    record Fact(@Nullable String level, String text) {}

    private final SpecProposals specs;
    private final Capacity capacity;

    LookUpController(SpecProposals specs, Capacity capacity) {
        this.specs = specs;
        this.capacity = capacity;
    }

    @GetMapping("/apps/new/image")
    ModelAndView image(RegisterForm form, Words words) {
        return facts("image", imageFacts(form, words));
    }

    private List<Fact> imageFacts(RegisterForm form, Words words) {
        var platform = specs.platform();
        var image = form.trimmed("image").isEmpty() ? null : SpecReader.image(form, platform);
        if (image == null) {
            return List.of();
        }
        if (!platform.allows(image)) {
            var from = String.join(", ", platform.registries());
            return List.of(new Fact(null, words.message("apps.fact.image.registries", from)));
        }
        return switch (specs.ask(image)) {
            case ImageAnswer.Found found -> List.of(new Fact("ok", found(found, words)));
            case ImageAnswer.Missing _ -> List.of(new Fact(null, words.message("apps.fact.image.missing")));
            case ImageAnswer.Forbidden _ -> List.of(new Fact(null, words.message("apps.fact.image.forbidden")));
            case ImageAnswer.Unanswered _ -> List.of();
        };
    }

    private static String found(ImageAnswer.Found found, Words words) {
        var parts = new ArrayList<String>();
        found.architectures().stream()
                .sorted()
                .map(each -> "linux/" + each.word())
                .forEach(parts::add);
        if (found.bytes() > 0) {
            parts.add(words.megabytes(found.bytes()));
        }
        Instant pushed = found.pushedAt();
        if (pushed != null) {
            parts.add(words.message("apps.fact.image.pushed", words.ago(pushed)));
        }
        return parts.isEmpty()
                ? words.message("apps.fact.image.found")
                : words.message("apps.fact.image.foundWith", String.join(", ", parts));
    }

    @GetMapping("/apps/new/domain")
    ModelAndView domain(RegisterForm form, Words words) {
        return facts("domain", domainFacts(form, words));
    }

    private List<Fact> domainFacts(RegisterForm form, Words words) {
        var platform = specs.platform();
        if (form.worker() || !(HostAnswer.read(form, platform) instanceof HostAnswer.Hosts(var hosts))) {
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        if (form.trimmed("domain").isEmpty()) {
            facts.add(new Fact(null, words.message("apps.fact.domain.usual", hosts.getFirst())));
        }
        hosts.forEach(host -> facts.add(domainFact(host, platform, words)));
        return facts.stream().distinct().toList();
    }

    private static Fact domainFact(HostName host, Platform platform, Words words) {
        var zone = platform.zoneOf(host).orElse(null);
        if (zone == null) {
            return new Fact(null, words.message("apps.fact.domain.outside", host));
        }
        if (platform.custom(host)) {
            return new Fact("ok", words.message("apps.fact.domain.own"));
        }
        var written = zone.hostedZone() != null || zone.leads(host);
        if (!written) {
            return new Fact(null, words.message("apps.fact.domain.record"));
        }
        return zone.certificate() == null
                ? new Fact("ok", words.message("apps.fact.domain.plain"))
                : new Fact("ok", words.message("apps.fact.domain.certificate"));
    }

    @GetMapping("/apps/new/size")
    ModelAndView size(RegisterForm form, Words words) {
        return facts("size", sizeFacts(form, words));
    }

    private List<Fact> sizeFacts(RegisterForm form, Words words) {
        var platform = specs.platform();
        var architecture = SpecProposals.fitting(new ImageAnswer.Unanswered(""), platform);
        var chosen = Architecture.of(form.get("architecture")).orElse(architecture);
        var room = capacity.room(chosen);
        var sizing = new SpecReader(form, platform, chosen).sizing();
        if (sizing == null || room.nodes().isEmpty()) {
            return List.of();
        }
        return sizeFacts(room, sizing.size(), sizing.count(), words);
    }

    private static List<Fact> sizeFacts(Room room, Size size, int count, Words words) {
        var facts = new ArrayList<Fact>();
        var taking = room.taking(size);
        facts.add(
                taking.isEmpty()
                        ? new Fact(
                                null,
                                words.message(
                                        "apps.fact.size.none", room.nodes().size()))
                        : new Fact(
                                "ok",
                                words.message(
                                        "apps.fact.size.fits",
                                        taking.size(),
                                        room.nodes().size(),
                                        taking.getLast().memoryFree() - size.memoryReserved())));
        room.share(size, count)
                .ifPresent(share -> facts.add(
                        new Fact(null, words.message("apps.fact.size.share", share.percent(), share.kroner()))));
        if (count > 1 && taking.size() > 1) {
            facts.add(new Fact(null, words.message("apps.fact.count", count, Math.min(count, taking.size()))));
        }
        return facts;
    }

    @GetMapping("/apps/new/check")
    ModelAndView check(RegisterForm form, Words words) {
        var passes = form.trimmed("containerCheck").matches("(/bin/)?true|exit( 0)?|:");
        return facts("containerCheck", passes ? List.of(new Fact(null, words.message("apps.fact.check"))) : List.of());
    }

    private static ModelAndView facts(String field, List<Fact> facts) {
        return new ModelAndView("apps/_facts :: facts", Map.of("field", field, "facts", facts));
    }
}
