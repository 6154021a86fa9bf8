package no.dotkom.portal.diagnose;

/** What the checks say. "Health checks failed" = nobody answered; "… with these codes" = answered, but not well. */
final class HealthTexts {
    private HealthTexts() {}

    /** The state and the reason of a target. */
    static Verdict target(Phrase phrase, Evidence evidence) {
        var checks = evidence.checks();
        var state = checks.targetState();
        return Verdict.when(NodeTexts.outOfService(phrase), Code.NODE_2)
                .or(() -> Verdict.when(phrase.has("availability zone"), Code.NET_1))
                .or(() -> Verdict.when(
                        checks.targetReason().equals("Target.NotInUse") || phrase.has("not configured to receive"),
                        Code.RULE_3))
                .or(() -> state.isEmpty() || state.equals("unhealthy") ? Verdict.UNKNOWN : Verdict.NOISE)
                .or(() -> failing(phrase, evidence))
                .or(() -> phrase.has("registration is in progress", "initial health checks")
                        ? Verdict.NOISE
                        : Verdict.UNKNOWN);
    }

    /** Within the grace period nothing has failed. */
    private static Verdict failing(Phrase phrase, Evidence evidence) {
        if (!answered(phrase) && !silent(phrase)) {
            return Verdict.UNKNOWN;
        }
        if (withinGrace(evidence)) {
            return Verdict.NOISE;
        }
        if (answered(phrase)) {
            return Verdict.shows(Code.HC_2);
        }
        return Verdict.shows(Startup.laterThanGrace(evidence) ? Code.HC_3 : Code.HC_1);
    }

    private static boolean answered(Phrase phrase) {
        return phrase.has("these codes", "responsecodemismatch", "response code mismatch");
    }

    private static boolean silent(Phrase phrase) {
        return !phrase.has("internal error")
                && phrase.has(
                        "timed out",
                        "target.timeout",
                        "health checks failed",
                        "failedhealthchecks",
                        "connection refused",
                        "unhealthythreshold",
                        "failed to respond");
    }

    /** Events about a target and its group. */
    static Verdict event(Phrase phrase, Evidence evidence) {
        if (phrase.has("failed container health check")) {
            return container(evidence);
        }
        if (!phrase.has("unhealthy", "not healthy", "health checks", "target-group", "target group")) {
            return Verdict.UNKNOWN;
        }
        return Verdict.when(
                        phrase.has("target group", "targetgroup")
                                && phrase.has(
                                        "group is not found",
                                        "group not found",
                                        "groups not found",
                                        "not exist",
                                        "targetgroupnotfound"),
                        Code.DRIFT_2)
                .or(() -> Verdict.when(phrase.has("availability zone that is not enabled"), Code.NET_1))
                .or(() -> phrase.has("elb health checks") ? balancer(evidence) : Verdict.UNKNOWN)
                .or(() -> failing(phrase, evidence));
    }

    /** ECS ended a task for its checks and does not say which way they failed: the target tells. */
    static Verdict balancer(Evidence evidence) {
        var target = Phrase.of(evidence.checks().said());
        if (answered(target)) {
            return Verdict.shows(Code.HC_2);
        }
        var events = evidence.rollout().events().stream().map(event -> Phrase.of(event.text()));
        if (!silent(target) && events.anyMatch(HealthTexts::answered)) {
            return Verdict.shows(Code.HC_2);
        }
        return Verdict.shows(Startup.laterThanGrace(evidence) ? Code.HC_3 : Code.HC_1);
    }

    /** Of a check inside the container AWS says only that it fails. */
    static Verdict container(Evidence evidence) {
        var checks = evidence.checks();
        if (withinGrace(evidence)) {
            return Verdict.NOISE;
        }
        if (checks.targetState().equals("unhealthy")) {
            return balancer(evidence);
        }
        return Verdict.shows(Startup.laterThanGrace(evidence) ? Code.HC_3 : Code.HC_4);
    }

    private static boolean withinGrace(Evidence evidence) {
        var spec = evidence.facts().spec();
        var running = evidence.checks().sinceStart();
        return spec != null
                && running != null
                && running.toSeconds() < spec.rollout().graceSeconds();
    }
}
