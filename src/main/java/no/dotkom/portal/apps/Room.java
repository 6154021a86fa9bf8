package no.dotkom.portal.apps;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Size;

/**
 * The room on the nodes of one architecture. It never stands in the way of a wish: nodes come and go, so it is told,
 * not enforced.
 *
 * @param nodes those that take tasks, most free memory first
 * @param kronerPerNode what one costs a month
 */
public record Room(Architecture architecture, List<NodeRoom> nodes, int kronerPerNode) {
    public Room {
        nodes = nodes.stream()
                .filter(node -> node.architecture() == architecture)
                .sorted(Comparator.comparingInt(NodeRoom::memoryFree).reversed())
                .toList();
    }

    /** The part of a node that tasks reserve, by the larger of CPU and memory. @param percent of one node */
    public record Share(int percent, int kroner) {}

    public List<NodeRoom> taking(Size size) {
        return nodes.stream().filter(node -> node.takes(size)).toList();
    }

    /** What {@code count} tasks of {@code size} reserve; empty while no node is known. */
    public Optional<Share> share(Size size, int count) {
        return nodes.stream().findFirst().map(node -> {
            var cpu = (double) size.cpu() / node.cpuTotal();
            var memory = (double) size.memoryReserved() / node.memoryTotal();
            var part = Math.max(cpu, memory) * count;
            return new Share((int) Math.round(part * 100), (int) Math.round(part * kronerPerNode));
        });
    }

    /** Why a task of {@code size} finds no node now; empty when it does. */
    public Optional<Problem> objection(Size size) {
        if (nodes.isEmpty()) {
            return Optional.of(Problem.of("CAP-2", Map.of("architecture", architecture.word())));
        }
        if (!taking(size).isEmpty()) {
            return Optional.empty();
        }
        var largest = nodes.getFirst().memoryFree();
        var needed = String.valueOf(size.memoryReserved());
        return Optional.of(
                largest < size.memoryReserved()
                        ? Problem.of("CAP-1", Map.of("needed", needed, "largest", String.valueOf(largest)))
                        : Problem.of("FIT-1", Map.of("cpu", String.valueOf(size.cpu()), "memory", needed)));
    }
}
