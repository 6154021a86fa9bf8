package no.dotkom.portal.reconcile;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Wish;
import org.springframework.stereotype.Component;

/** Resolves a version's tag, once: what it stands for now is what this version runs for ever. */
@Component
class Pins {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Wishes wishes;

    Pins(Wishes wishes) {
        this.wishes = wishes;
    }

    /** What the registry said of it. */
    sealed interface Answer {
        record Pinned() implements Answer {}

        record Never(Problem why) implements Answer {}

        record Later(Duration after) implements Answer {}
    }

    Answer pin(Wish wish) {
        var image = wish.spec().image();
        var ref = Map.of("ref", image.toString());
        return switch (wishes.lookUpImage(wish)) {
            case ImageAnswer.Found found -> {
                if (!found.architectures().isEmpty()
                        && !found.architectures().contains(wish.spec().architecture())) {
                    yield new Answer.Never(otherArchitecture(wish, found.architectures()));
                }
                wishes.pin(wish.environment(), wish.generation(), found.digest());
                yield new Answer.Pinned();
            }
            case ImageAnswer.Missing(var said) ->
                new Answer.Never(Problem.of("IMG-1", ref).saying(said));
            case ImageAnswer.Forbidden(var said) ->
                new Answer.Never(Problem.of("IMG-2", ref).saying(said));
            case ImageAnswer.Unanswered(var said) -> new Answer.Later(ASK_AGAIN);
        };
    }

    private static Problem otherArchitecture(Wish wish, Set<Architecture> built) {
        return Problem.of(
                "IMG-3",
                Map.of(
                        "built", built.stream().map(Architecture::word).sorted().collect(Collectors.joining(", ")),
                        "wanted", wish.spec().architecture().word()));
    }
}
