package no.dotkom.portal.apps;

import no.dotkom.portal.model.Architecture;
import org.springframework.stereotype.Service;

/** Tells where a task would fit and what share of a node it takes, from the picture of the nodes. */
@Service
public class Capacity {
    private final NodeRoomRepository nodes;
    private final Platforms platforms;

    Capacity(NodeRoomRepository nodes, Platforms platforms) {
        this.nodes = nodes;
        this.platforms = platforms;
    }

    public Room room(Architecture architecture) {
        return new Room(architecture, nodes.takingTasks(), platforms.current().kronerPerNode());
    }
}
