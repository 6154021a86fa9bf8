package no.dotkom.portal.diagnose;

/** Why a task stopped, in ECS's words and by its stop code and exit codes. */
final class StopTexts {
    private StopTexts() {}

    /** With nothing beside it only these codes tell a cause. */
    static Verdict code(String code) {
        return Verdict.when(NodeTexts.outOfService(code), Code.NODE_2)
                .or(() -> Verdict.when(code.equals("UserInitiated"), Code.STOP_1))
                .or(() -> Verdict.NOISE);
    }

    static Verdict reason(Phrase phrase, Evidence evidence) {
        var code = evidence.task().stopCode();
        if (phrase.has("scaling activity initiated by")) {
            return Verdict.NOISE;
        }
        // Before the user: somebody who takes a node away stops no task on purpose.
        return Verdict.when(NodeTexts.outOfService(code) || NodeTexts.outOfService(phrase), Code.NODE_2)
                // The words are those of whoever called.
                .or(() -> Verdict.when(code.equals("UserInitiated"), Code.STOP_1))
                .or(() -> checks(phrase, evidence))
                .or(() -> StartTexts.read(phrase))
                // The exit code tells more, and stands by itself.
                .or(() -> phrase.has("essential container", "stopped by scheduler") ? Verdict.NOISE : Verdict.UNKNOWN)
                .or(() -> code.equals("ServiceSchedulerInitiated") ? Verdict.NOISE : Verdict.UNKNOWN)
                .or(() -> Verdict.when(code.isEmpty() && byHand(phrase), Code.STOP_1))
                .or(() -> PlacementTexts.read(phrase, evidence))
                .or(() -> toldByTheContainer(phrase, evidence) ? Verdict.NOISE : Verdict.UNKNOWN);
    }

    private static Verdict checks(Phrase phrase, Evidence evidence) {
        if (phrase.has("elb health check")) {
            return HealthTexts.balancer(evidence);
        }
        return phrase.has("container health check", "unhealthy container")
                ? HealthTexts.container(evidence)
                : Verdict.UNKNOWN;
    }

    /** "Task failed to start" is no reason; the container has it. */
    private static boolean toldByTheContainer(Phrase phrase, Evidence evidence) {
        return phrase.has("failed to start")
                && evidence.task().containers().stream()
                        .anyMatch(container -> !container.reason().isBlank());
    }

    private static boolean byHand(Phrase phrase) {
        return phrase.has("stopped by user", "stopped by the user", "killed by the user", "user initiated");
    }

    static Verdict container(Phrase phrase, Evidence evidence) {
        return StartTexts.read(phrase)
                .or(() -> Verdict.when(NodeTexts.outOfService(phrase), Code.NODE_2))
                .or(() -> phrase.has("essential container") ? Verdict.NOISE : Verdict.UNKNOWN)
                .or(() -> Verdict.when(docker(phrase), Code.START_1));
    }

    /** What Docker refuses without a word of a pull or a stop, it refused at the start. */
    private static boolean docker(Phrase phrase) {
        return phrase.has("error response from daemon")
                && !phrase.has("cannotpull", "cannotstop", "cannotinspect", "cannotdescribe", "cannotremove")
                && !phrase.has("unexpected http", "no such container");
    }

    /** An exit code counts only where the app ended by itself: whoever is told to stop exits in many ways. */
    static Verdict exit(Evidence evidence) {
        if (!endedByItself(evidence.task())) {
            return Verdict.NOISE;
        }
        var killed = evidence.task().containers().stream()
                .mapToInt(container -> container.exitCode().orElse(0))
                .anyMatch(exit -> exit == 137 || exit == 143);
        return Verdict.shows(killed ? Code.KILL_1 : Code.EXIT_1);
    }

    static boolean endedByItself(TaskEvidence task) {
        var reason = Phrase.of(task.stoppedReason());
        var known = task.stopCode().isEmpty()
                || task.stopCode().equals("EssentialContainerExited")
                || task.stopCode().equals("TaskFailedToStart");
        return known
                && !task.running()
                && !reason.has("scaling activity", "health check")
                && !byHand(reason)
                && !NodeTexts.outOfService(reason);
    }
}
