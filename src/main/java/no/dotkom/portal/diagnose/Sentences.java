package no.dotkom.portal.diagnose;

import java.util.List;
import no.dotkom.portal.model.Problem;

/** From a code and the pieces that show it to the whole diagnosis. */
final class Sentences {
    private Sentences() {}

    static Diagnosis tell(Code code, List<Piece> pieces, Evidence evidence) {
        var said = pieces.getFirst().text();
        var told = told(code, said, evidence);
        var problem = Problem.of(code.shown(), told.values()).saying(said);
        return new Diagnosis(problem, pieces, told.remedies());
    }

    private static Values.Told told(Code code, String said, Evidence evidence) {
        return switch (code) {
            case CB_1 -> RolloutSentence.breaker(evidence);
            case EXEC_1 -> TaskSentence.exec(evidence);
            case NET_2 -> NodeSentence.allSilent(evidence);
            case NODE_1 -> NodeSentence.silent(said, evidence);
            case NODE_2 -> NodeSentence.outOfService(said, evidence);
            case STOP_1 -> TaskSentence.stopped(evidence);
            case OOM_1 -> TaskSentence.memory(said, evidence);
            case DISK_1 -> NodeSentence.disk(said, evidence);
            case LOG_1 -> TaskSentence.log(said);
            case ROLE_1 ->
                new Values().put("role", Mentioned.role(said).orElse("")).and(new Remedy.TellMaintainers());
            case CAP_0 -> new Values().and(new Remedy.TellMaintainers());
            case CAP_3 -> NodeSentence.roomLater(evidence);
            case PORT_1 -> NodeSentence.port(said, evidence);
            case CAP_1 -> NodeSentence.noRoom(said, evidence);
            case CAP_2 -> NodeSentence.architecture(evidence);
            case PLACE_1 -> NodeSentence.requirement(evidence);
            case QUOTA_2 -> RolloutSentence.limit(said);
            case IMG_4 -> ImageSentence.limited(said, evidence);
            case IMG_3 -> ImageSentence.platform(said, evidence);
            case IMG_5 -> ImageSentence.noHost(said, evidence);
            case IMG_6 -> ImageSentence.unreachable(said, evidence);
            case IMG_2 -> ImageSentence.forbidden(said, evidence);
            case IMG_1 -> ImageSentence.missing(said, evidence);
            case SEC_1 -> TaskSentence.secret(said);
            case START_1 -> TaskSentence.command(said);
            case OOM_2 -> AppSentence.heap(said, evidence);
            case KILL_1 -> AppSentence.killed(evidence);
            case ENV_1 -> AppSentence.variable(said);
            case DB_1 -> AppSentence.service(said);
            case EXIT_1 -> AppSentence.ended(evidence);
            case NET_1 -> HealthSentence.zone(evidence);
            case DRIFT_2 -> RolloutSentence.deleted(said, evidence);
            case RULE_3 -> RolloutSentence.unrouted(evidence);
            case HC_3 -> HealthSentence.slowStart(evidence);
            case HC_4 -> HealthSentence.container();
            case HC_2 -> HealthSentence.answered(said, evidence);
            case HC_1 -> HealthSentence.silent(said, evidence);
            case RULE_1 -> EdgeSentence.taken(evidence);
            case RULE_2 -> EdgeSentence.before(evidence);
            case QUOTA_1 -> RolloutSentence.balancerFull(said);
            case OWN_1 -> RolloutSentence.stranger(said, evidence);
            case DNS_1 -> EdgeSentence.noRecord(evidence);
            case DNS_2 -> EdgeSentence.elsewhere(said, evidence);
            case CERT_3 -> EdgeSentence.expires(evidence);
            case CERT_1 -> EdgeSentence.pending(evidence);
            case CERT_2 -> EdgeSentence.refused(said, evidence);
            case SLOW_1 -> RolloutSentence.slow(evidence);
            case DRIFT_1 -> RolloutSentence.changed(evidence);
            case AWS_1 -> RolloutSentence.awsSilent(evidence);
            case UNK_0 -> RolloutSentence.unknown(said, evidence);
        };
    }
}
