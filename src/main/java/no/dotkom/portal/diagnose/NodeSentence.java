package no.dotkom.portal.diagnose;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import no.dotkom.portal.model.Size;

/** Nodes that are away, and tasks that none of them takes. */
final class NodeSentence {
    private NodeSentence() {}

    static Values.Told allSilent(Evidence evidence) {
        var silent = evidence.node().silentFor();
        return new Values().put("time", silent).as("untimed", silent == null).and(new Remedy.TellMaintainers());
    }

    static Values.Told silent(String said, Evidence evidence) {
        var silent = evidence.node().silentFor();
        var node = node(said, evidence);
        return new Values()
                .put("node", node)
                .put("time", silent)
                .as("untimed", silent == null)
                .and(new Remedy.OpenNode());
    }

    static Values.Told outOfService(String said, Evidence evidence) {
        return new Values()
                .put("node", node(said, evidence))
                .put("reason", why(Phrase.of(evidence.task().stopCode() + " " + said), said))
                .and(new Remedy.Nothing());
    }

    private static String why(Phrase phrase, String said) {
        if (phrase.has("spot")) {
            return "word.spot";
        }
        if (phrase.has("terminat")) {
            return "word.terminated";
        }
        if (phrase.has("deregist")) {
            return "word.deregistered";
        }
        if (phrase.has("maintenance", "retirement", "infrastructure")) {
            return "word.maintenance";
        }
        if (phrase.has("impaired")) {
            return "word.impaired";
        }
        return phrase.has("stopp") ? "word.stopped" : said;
    }

    static Values.Told disk(String said, Evidence evidence) {
        return new Values().put("node", node(said, evidence)).and(new Remedy.TellMaintainers());
    }

    private static String node(String said, Evidence evidence) {
        var name = evidence.node().name();
        return name.isBlank() ? Mentioned.node(said).orElse("") : name;
    }

    static Values.Told roomLater(Evidence evidence) {
        var facts = evidence.facts();
        return new Values()
                .put("wanted", facts.version())
                .put("kept", facts.kept())
                .and(new Remedy.AllowShortStop(), smaller(evidence));
    }

    static Values.Told port(String said, Evidence evidence) {
        var port = Mentioned.boundPort(said);
        return new Values()
                .put("port", port)
                .put("node", node(said, evidence))
                .as("unnumbered", port.isEmpty())
                .and(new Remedy.LetAwsChoosePort());
    }

    static Values.Told noRoom(String said, Evidence evidence) {
        var spec = evidence.facts().spec();
        var needed =
                spec == null ? OptionalInt.empty() : OptionalInt.of(spec.size().memoryReserved());
        return new Values()
                .put("needed", needed)
                .put("largest", evidence.facts().room().largestFreeMib())
                .as(
                        "unmeasured",
                        needed.isEmpty()
                                || evidence.facts().room().largestFreeMib().isEmpty())
                .as("cpu", Phrase.of(said).has("insufficient cpu", "enough cpu", "resource:cpu"))
                .and(smaller(evidence));
    }

    /** The largest preset that fits into the largest gap, else the next below. */
    private static Remedy smaller(Evidence evidence) {
        var spec = evidence.facts().spec();
        var free = evidence.facts().room().largestFreeMib();
        var most = spec == null ? Integer.MAX_VALUE : spec.size().memoryReserved() - 1;
        var fits = below(Math.min(most, free.orElse(Integer.MAX_VALUE)));
        var suggested = spec == null && free.isEmpty() ? Optional.<Size>empty() : fits;
        return new Remedy.ChangeSize(suggested.orElse(null), OptionalInt.empty());
    }

    private static Optional<Size> below(int mib) {
        return Size.PRESETS.stream()
                .map(Size.Preset::size)
                .filter(size -> size.memoryReserved() <= mib)
                .max(Comparator.comparingInt(Size::memoryReserved));
    }

    static Values.Told architecture(Evidence evidence) {
        var spec = evidence.facts().spec();
        return new Values()
                .put("architecture", spec == null ? "" : spec.architecture().word())
                .as("unnamed", spec == null)
                .and(new Remedy.TellMaintainers());
    }

    static Values.Told requirement(Evidence evidence) {
        return new Values()
                .put("requirement", evidence.facts().room().missingAttribute())
                .and(new Remedy.TellMaintainers());
    }
}
