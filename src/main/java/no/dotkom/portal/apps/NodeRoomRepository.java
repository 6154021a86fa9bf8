package no.dotkom.portal.apps;

import static no.dotkom.portaldb.Tables.NODE_ROOM;

import java.util.List;
import java.util.Locale;
import no.dotkom.portal.model.Architecture;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What the room watch lets others read of its picture of the nodes. */
@Repository
class NodeRoomRepository {
    private final DSLContext sql;

    NodeRoomRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Nodes on which ECS places tasks: active, and with an agent that answers. */
    List<NodeRoom> takingTasks() {
        return sql.selectFrom(NODE_ROOM)
                .where(NODE_ROOM.STATE.equalIgnoreCase("ACTIVE"), NODE_ROOM.AGENT_CONNECTED.isTrue())
                .orderBy(NODE_ROOM.NAME)
                .fetch(row -> new NodeRoom(
                        row.getName(),
                        architecture(row.getArchitecture()),
                        row.getCpuFree(),
                        row.getMemoryFree(),
                        row.getCpuTotal(),
                        row.getMemoryTotal()));
    }

    /** ECS and image manifests have different words for the same. */
    private static Architecture architecture(String word) {
        return word.toLowerCase(Locale.ROOT).contains("arm") ? Architecture.ARM64 : Architecture.AMD64;
    }
}
