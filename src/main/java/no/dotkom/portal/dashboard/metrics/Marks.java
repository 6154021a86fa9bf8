package no.dotkom.portal.dashboard.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import no.dotkom.portal.dashboard.Sentence;

/** Draws deployments and deaths into the charts, with words where there is room for them. */
final class Marks {
    /** Words of two marks that are nearer than this, in percent of the width, would lie on each other. */
    private static final double APART = 11;

    private final Facts facts;
    private final Span span;

    Marks(Facts facts, Span span) {
        this.facts = facts;
        this.span = span;
    }

    /** In the order of time. */
    List<Mark> all() {
        // The words of a deployment stand right of its line, those of a death left.
        return Stream.concat(spaced(deployments(), 0).stream(), spaced(deaths(), APART).stream())
                .sorted(Comparator.comparing(Mark::at))
                .toList();
    }

    private List<Mark> deployments() {
        return facts.deployed().stream()
                .flatMap(each -> span.place(each.at()).stream()
                        .map(place -> new Mark(
                                place,
                                each.at(),
                                Sentence.of("dashboard.metrics.version", String.valueOf(each.number())),
                                false)))
                .toList();
    }

    /** One line for all that died within the time of one value. */
    private List<Mark> deaths() {
        var shown = facts.died().stream()
                .filter(each -> span.place(each.at()).isPresent())
                .toList();
        var marks = new ArrayList<Mark>();
        for (var at = 0; at < shown.size(); ) {
            var first = shown.get(at);
            var together = (int) shown.stream()
                    .filter(each -> span.index(each.at()) == span.index(first.at()))
                    .count();
            var says = together == 1
                    ? Sentence.of("dashboard.metrics.stopped", first.name())
                    : Sentence.of("dashboard.metrics.stopped.several", together);
            marks.add(new Mark(span.place(first.at()).orElseThrow(), first.at(), says, true));
            at += together;
        }
        return marks;
    }

    /** The same, without words where those of the one before still stand. @param from where the first may have some */
    private static List<Mark> spaced(List<Mark> marks, double from) {
        var spaced = new ArrayList<Mark>();
        var free = from;
        for (var mark : marks) {
            var room = mark.place() >= free;
            spaced.add(room ? mark : new Mark(mark.place(), mark.at(), null, mark.crash()));
            free = room ? mark.place() + APART : free;
        }
        return spaced;
    }
}
