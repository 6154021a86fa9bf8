package no.dotkom.portal.apps.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.ui.FieldErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a form into a spec, and asks the registry whether its image is there and fits the nodes. */
@Component
class SpecProposals {
    private final Platforms platforms;
    private final LookUps lookUps;

    SpecProposals(Platforms platforms, LookUps lookUps) {
        this.platforms = platforms;
        this.lookUps = lookUps;
    }

    Platform platform() {
        return platforms.current();
    }

    SpecProposal read(RegisterForm form) {
        return read(form, null);
    }

    /** @param known an image that runs already, about which no registry is asked */
    SpecProposal read(RegisterForm form, @Nullable ImageRef known) {
        var platform = platforms.current();
        var image = SpecReader.image(form, platform);
        var said = ask(image, known, platform);
        var objections = new FieldErrors();
        return switch (form.toSpec(platform, fitting(said, platform))) {
            case SpecReading.Wrong(var errors) -> {
                if (image != null) {
                    object(image, said, wanted(form, platform), errors);
                }
                yield new SpecProposal.Unreadable(errors);
            }
            case SpecReading.Spec(var spec) -> {
                object(spec.image(), said, wanted(form, platform), objections);
                yield new SpecProposal.Readable(spec, said, objections);
            }
        };
    }

    /** Reads it without asking anyone; for a form that was looked at before. */
    SpecProposal readAgain(RegisterForm form) {
        var platform = platforms.current();
        var said = new ImageAnswer.Unanswered("not asked again");
        return switch (form.toSpec(platform, fitting(said, platform))) {
            case SpecReading.Wrong(var errors) -> new SpecProposal.Unreadable(errors);
            case SpecReading.Spec(var spec) -> new SpecProposal.Readable(spec, said, new FieldErrors());
        };
    }

    /** Only registries of the platform's list are ever asked: the address is a member's. */
    private ImageAnswer ask(@Nullable ImageRef image, @Nullable ImageRef known, Platform platform) {
        return image == null || image.equals(known) || !platform.allows(image)
                ? new ImageAnswer.Unanswered("not asked")
                : lookUps.image(image);
    }

    ImageAnswer ask(ImageRef image) {
        return ask(image, null, platforms.current());
    }

    /** The newest tags beside an image, of a registry that may be asked. */
    List<LookUps.Tagged> newest(ImageRef image, int most) {
        return platforms.current().allows(image) ? lookUps.newest(image, most) : List.of();
    }

    private static void object(ImageRef image, ImageAnswer said, Set<Architecture> wanted, FieldErrors errors) {
        var ref = Map.of("ref", image.toString());
        switch (said) {
            case ImageAnswer.Missing _ -> errors.add("image", Problem.of("IMG-1", ref));
            case ImageAnswer.Forbidden _ -> errors.add("image", Problem.of("IMG-2", ref));
            case ImageAnswer.Found(var digest, var built, var bytes, var pushedAt) -> {
                if (!built.isEmpty() && built.stream().noneMatch(wanted::contains)) {
                    var values = Map.of("built", words(built), "wanted", words(wanted));
                    errors.add("image", Problem.of("IMG-3", values));
                }
            }
            case ImageAnswer.Unanswered _ -> {}
        }
    }

    private static String words(Set<Architecture> architectures) {
        return architectures.stream().map(Architecture::word).sorted().collect(Collectors.joining(", "));
    }

    private static Set<Architecture> wanted(RegisterForm form, Platform platform) {
        var answer = form.get("architecture").toUpperCase(Locale.ROOT);
        return EnumSet.allOf(Architecture.class).stream()
                .filter(each -> answer.isEmpty()
                        ? platform.capacityProviders().containsKey(each)
                        : each.name().equals(answer))
                .collect(Collectors.toSet());
    }

    /** The image's own where nodes have it, else the first that nodes have. */
    static Architecture fitting(ImageAnswer said, Platform platform) {
        var built = said instanceof ImageAnswer.Found found ? found.architectures() : Set.<Architecture>of();
        var nodes = EnumSet.copyOf(platform.capacityProviders().keySet());
        return nodes.stream()
                .filter(built::contains)
                .findFirst()
                .orElseGet(() -> nodes.iterator().next());
    }
}
