package no.dotkom.portal.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import no.dotkom.portal.mutants.Planting;

/** Plants each mutant in a copy of the portal's classes, and plays histories on it until one breaks a law. */
final class SelfTest {
    private static final Pattern CAUGHT = Pattern.compile("seed (-?\\d+) broke: ([^\\n]*)");
    private static final int LONGEST = 160;

    /** What came of one mutant. @param caught the seed and the law, or empty when it lived */
    record Result(Mutant mutant, Optional<String> caught) {
        @Override
        public String toString() {
            return "%-60s %s"
                    .formatted(
                            mutant.name(), caught.map(law -> "caught: " + law).orElse("NOT CAUGHT"));
        }
    }

    private final long seeds;
    private final List<Mutant> mutants;

    /** @param seeds to play at most on each mutant whose name has {@code word} in it */
    SelfTest(long seeds, String word) {
        this.seeds = seeds;
        this.mutants = Mutant.ALL.stream()
                .filter(mutant -> mutant.name().contains(word))
                .toList();
    }

    /** True when every mutant was caught. */
    boolean run() throws IOException, InterruptedException {
        var caught = true;
        for (var mutant : mutants) {
            var result = new Result(mutant, play(mutant));
            System.out.println(result);
            caught &= result.caught().isPresent();
        }
        return caught;
    }

    /** @throws IllegalStateException when the guard is not where the mutant looks for it */
    private Optional<String> play(Mutant mutant) throws IOException, InterruptedException {
        var source = Files.readString(Planting.SOURCES.resolve(mutant.file()));
        if (source.split(Pattern.quote(mutant.text()), -1).length != 2) {
            throw new IllegalStateException(
                    "The text that the mutant \"%s\" changes does not stand once in %s: the guard moved, move the mutant"
                            .formatted(mutant.name(), mutant.file()));
        }
        try (var planting = Planting.of(mutant.file(), source.replace(mutant.text(), mutant.instead()))) {
            return firstBroken(planting);
        }
    }

    private Optional<String> firstBroken(Planting planting) throws IOException, InterruptedException {
        var output = planting.run(
                Simulate.class,
                List.of("-Xmx1g", "-Dlogging.level.root=off"),
                List.of("--seeds", Long.toString(seeds), "--failures", "1", "--shrink", "0"));
        var found = CAUGHT.matcher(output);
        if (!found.find()) {
            return Optional.empty();
        }
        var what = "seed " + found.group(1) + " broke " + found.group(2);
        return Optional.of(what.substring(0, Math.min(LONGEST, what.length())));
    }
}
