package no.dotkom.portal.diagnose;

import java.util.Optional;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;
import org.jspecify.annotations.Nullable;

/** Why an image did not come. */
final class ImageSentence {
    private ImageSentence() {}

    static Values.Told limited(String said, Evidence evidence) {
        var registry = registry(said, evidence);
        var retry = evidence.facts().retryAt();
        return new Values()
                .put("registry", registry)
                .put("at", retry)
                .as("untimed", retry == null)
                .and(new Remedy.UseMirror());
    }

    static Values.Told platform(String said, Evidence evidence) {
        var wanted = wanted(said, evidence);
        // There are two, and this is not the one.
        var built = wanted == null ? null : wanted == Architecture.AMD64 ? Architecture.ARM64 : Architecture.AMD64;
        return new Values()
                .put("built", built == null ? "" : built.word())
                .put("wanted", wanted == null ? "" : wanted.word())
                .and(new Remedy.ChangeArchitecture(built), new Remedy.ChooseTag());
    }

    private static @Nullable Architecture wanted(String said, Evidence evidence) {
        var spec = evidence.facts().spec();
        return Mentioned.platform(said).flatMap(Architecture::of).orElse(spec == null ? null : spec.architecture());
    }

    static Values.Told noHost(String said, Evidence evidence) {
        var host = registry(said, evidence);
        return new Values().put("host", host).and(new Remedy.CorrectImage());
    }

    static Values.Told unreachable(String said, Evidence evidence) {
        return new Values().put("registry", registry(said, evidence)).and(new Remedy.TellMaintainers());
    }

    static Values.Told forbidden(String said, Evidence evidence) {
        var ref = ref(said, evidence);
        return new Values().put("ref", ref).and(new Remedy.MakePublic(), new Remedy.CorrectImage());
    }

    static Values.Told missing(String said, Evidence evidence) {
        return new Values().put("ref", ref(said, evidence)).and(new Remedy.ChooseTag());
    }

    private static String ref(String said, Evidence evidence) {
        return Mentioned.image(said)
                .orElse(image(evidence).map(ImageRef::toString).orElse(""));
    }

    private static String registry(String said, Evidence evidence) {
        return Mentioned.registry(said)
                .orElse(image(evidence).map(ImageRef::registry).orElse(""));
    }

    private static Optional<ImageRef> image(Evidence evidence) {
        var spec = evidence.facts().spec();
        return spec == null ? Optional.empty() : Optional.of(spec.image());
    }
}
