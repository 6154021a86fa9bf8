package no.dotkom.portal.diagnose;

/** What AWS answered to a call of ours. Whose the thing is that stands in the way decides more than the words. */
final class CallTexts {
    /** As often a call is tried that another writer got before. */
    private static final int ATTEMPTS = 5;

    private CallTexts() {}

    static Verdict read(EdgeEvidence.Call call, Evidence evidence) {
        var phrase = Phrase.of(call.code() + " " + call.said());
        if (phrase.has("priorityinuse", "priority '") && phrase.has("in use", "priorityinuse")) {
            return call.attempt() < ATTEMPTS ? Verdict.NOISE : Verdict.UNKNOWN;
        }
        return throttled(phrase)
                .or(() -> exists(phrase, call))
                .or(() -> quota(phrase))
                .or(() -> Verdict.when(
                        phrase.has("execute command", "executecommand", "targetnotconnected"), Code.EXEC_1))
                .or(() -> certificate(phrase, call))
                .or(() -> unrouted(phrase, call))
                .or(() -> Verdict.when(gone(phrase, call), Code.DRIFT_2))
                .or(() -> PlacementTexts.read(phrase, evidence))
                .or(() -> Verdict.when(StartTexts.role(phrase), Code.ROLE_1))
                .or(() -> underWay(phrase) ? Verdict.NOISE : Verdict.UNKNOWN)
                .or(() -> Verdict.when(silent(phrase), Code.AWS_1));
    }

    private static Verdict throttled(Phrase phrase) {
        return Verdict.when(
                phrase.has(
                        "throttl",
                        "rate exceeded",
                        "requestlimitexceeded",
                        "too many requests",
                        "toomanyrequests",
                        "slowdown"),
                Code.AWS_1);
    }

    private static Verdict exists(Phrase phrase, EdgeEvidence.Call call) {
        if (!phrase.has(
                "not idempotent",
                "already exists",
                "alreadyexists",
                "duplicate",
                "a conflicting rrset",
                "conflicts with other records")) {
            return Verdict.UNKNOWN;
        }
        return call.owner() == EdgeEvidence.Owner.THIS_ENVIRONMENT ? Verdict.NOISE : Verdict.shows(Code.OWN_1);
    }

    /** A quota has an owner: the load balancer, or the account, ECS or Auto Scaling. */
    private static Verdict quota(Phrase phrase) {
        var full = PlacementTexts.quota(phrase) || phrase.has("toomany", "per load balancer");
        if (!full) {
            return Verdict.UNKNOWN;
        }
        var account = phrase.has("account", "toomanyloadbalancers", "number of load balancers", "security group");
        var balancer = phrase.has("load balancer", "loadbalancer", "listener", "toomanyrules", "toomanycertificates")
                || phrase.has(
                        "toomanytargets",
                        "toomanyunique",
                        "toomanyregistrations",
                        "targetid",
                        "per rule",
                        "toomanyactions")
                || phrase.has("targets per target group", "number of targets", "number of rules");
        return Verdict.shows(balancer && !account ? Code.QUOTA_1 : Code.QUOTA_2);
    }

    private static Verdict certificate(Phrase phrase, EdgeEvidence.Call call) {
        if (!phrase.has("unsupportedcertificate", "certificate must have")) {
            return Verdict.UNKNOWN;
        }
        return Verdict.when(call.certificateStatus().equals("PENDING_VALIDATION"), Code.CERT_1)
                .or(() -> Verdict.when(
                        call.certificateStatus().equals("FAILED")
                                || call.certificateStatus().equals("VALIDATION_TIMED_OUT"),
                        Code.CERT_2));
    }

    private static Verdict unrouted(Phrase phrase, EdgeEvidence.Call call) {
        if (!DeploymentTexts.unrouted(phrase)) {
            return Verdict.UNKNOWN;
        }
        // A rule that was just made is not seen everywhere at once.
        return call.attempt() > 0 && call.attempt() < ATTEMPTS ? Verdict.NOISE : Verdict.shows(Code.RULE_3);
    }

    /** Not a name that is looked for before it is made: those calls do not fail. */
    private static boolean gone(Phrase phrase, EdgeEvidence.Call call) {
        return phrase.has(
                        "targetgroupnotfound",
                        "rulenotfound",
                        "listenernotfound",
                        "loadbalancernotfound",
                        "certificatenotfound",
                        "servicenotfound",
                        "target groups not found",
                        "rules not found",
                        "listeners not found")
                || phrase.has("not found", "not exist", "notfound")
                        && phrase.has("certificate", "target group", "targetgroup");
    }

    /** AWS is still busy with the call before, or with a deletion: it goes by itself. */
    private static boolean underWay(Phrase phrase) {
        return phrase.has(
                "still draining",
                "operationaborted",
                "priorrequestnotcomplete",
                "resourceinuse",
                "too many concurrent attempts",
                "conflicting conditional operation");
    }

    private static boolean silent(Phrase phrase) {
        return phrase.has(
                        "accessdenied",
                        "access denied",
                        "not authorized",
                        "unauthorized",
                        "expiredtoken",
                        "token included in the request",
                        "credential",
                        "unrecognizedclient",
                        "invalidclienttokenid",
                        "signaturedoesnotmatch",
                        "authfailure",
                        "optinrequired",
                        "serviceunavailable",
                        "service unavailable",
                        "internalfailure",
                        "internalerror",
                        "internal error",
                        "internal server error",
                        "serverexception",
                        "timeout",
                        "timed out",
                        "unable to execute http request",
                        "connection refused",
                        "connection reset",
                        "unknownhost",
                        "no such host",
                        "failed to respond",
                        "connection pool")
                || phrase.word("500", "502", "503", "504");
    }
}
