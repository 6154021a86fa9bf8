package no.dotkom.portal.apps.web;

import java.util.List;
import no.dotkom.portal.apps.Room;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.ui.Words;

/** Where one task would find room. @param summary "2 of 3 arm64 nodes" */
record RoomView(String summary, List<NodeView> nodes) {
    /** @param takes false where the task is too large for what is free */
    record NodeView(String name, String text, boolean takes) {}

    static RoomView of(Room room, Size size, Words words) {
        var nodes = room.nodes().stream()
                .map(node -> {
                    var takes = node.takes(size);
                    var key = takes ? "apps.room.free" : "apps.room.small";
                    return new NodeView(node.name(), words.message(key, node.memoryFree(), node.cpuFree()), takes);
                })
                .toList();
        var summary = words.message(
                "apps.room.summary",
                room.taking(size).size(),
                nodes.size(),
                room.architecture().word());
        return new RoomView(summary, nodes);
    }
}
