package no.dotkom.portal.processes;

import java.util.List;

/**
 * Where a portal is killed: at which call of what a member asked for, and at which moment of it.
 *
 * @param operation the first call of that name
 */
record KillPoint(Story story, String operation, Moment moment) {
    /** What a member asks for, in the order in which one application lives through it. */
    enum Story {
        CREATE(
                "CreateLogGroup",
                "PutRetentionPolicy",
                "RegisterTaskDefinition",
                "CreateTargetGroup",
                "ModifyTargetGroupAttributes",
                "CreateRule",
                "CreateService"),
        DEPLOY("RegisterTaskDefinition", "UpdateService"),
        SCALE("UpdateService"),
        MOVE("ModifyRule"),
        REMOVE("DeleteService", "DeleteRule", "DeleteTargetGroup", "DeregisterTaskDefinition", "DeleteLogGroup");

        private final List<String> operations;

        Story(String... operations) {
            this.operations = List.of(operations);
        }

        /** The calls that change something, in their order. */
        List<String> operations() {
            return operations;
        }
    }

    /** When, of a call. */
    enum Moment {
        /** AWS has not seen it. */
        BEFORE,
        /** AWS has done it and its answer is on the way. */
        AFTER_THE_EFFECT,
        /** The answer has left for the portal. */
        AFTER_THE_REPLY
    }

    /** Three for each call that changes something. */
    static List<KillPoint> all() {
        return List.of(Story.values()).stream()
                .flatMap(story -> story.operations().stream()
                        .flatMap(operation -> List.of(Moment.values()).stream()
                                .map(moment -> new KillPoint(story, operation, moment))))
                .toList();
    }

    @Override
    public String toString() {
        return story + ", " + operation + ", " + moment;
    }
}
