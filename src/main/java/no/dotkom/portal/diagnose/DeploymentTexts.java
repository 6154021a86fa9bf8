package no.dotkom.portal.diagnose;

/** Service events and what a deployment says of itself. */
final class DeploymentTexts {
    /** The scheduler at work: said of healthy services all day. */
    private static final String[] NOISE = {
        "has reached a steady state",
        "has started ",
        "has stopped ",
        "have started ",
        "have stopped ",
        "targets in (target-group",
        "targets in (elb",
        "instances in (elb",
        "begun draining",
        "due to an unhealthy status",
        "steady_state",
        "desired count",
        "rebalancing",
        "scaling activity",
    };

    private DeploymentTexts() {}

    /** By its text, and by EventBridge's name, which sometimes comes with no text at all. */
    static Verdict named(Evidence.Event event, Evidence evidence) {
        var said = Phrase.of(event.text()).nameless();
        var phrase = Phrase.of(said.text() + " " + event.name());
        return event(said, evidence)
                .or(() -> PlacementTexts.read(phrase, evidence))
                .or(() -> retried(phrase))
                .or(() -> event.type().equals("INFO") || phrase.empty() ? Verdict.NOISE : Verdict.UNKNOWN);
    }

    private static Verdict event(Phrase phrase, Evidence evidence) {
        return breaker(phrase)
                .or(() -> phrase.has(NOISE) && !phrase.has("unable to", "fail", "error")
                        ? Verdict.NOISE
                        : Verdict.UNKNOWN)
                .or(() -> deployment(phrase))
                .or(() -> StartTexts.read(phrase))
                .or(() -> HealthTexts.event(phrase, evidence))
                .or(() -> PlacementTexts.read(phrase, evidence))
                .or(() -> Verdict.when(NodeTexts.outOfService(phrase), Code.NODE_2))
                .or(() -> retried(phrase));
    }

    /** ECS has asked too often and asks again: that AWS is not answering us is another matter. */
    private static Verdict retried(Phrase phrase) {
        return phrase.has("throttl") ? Verdict.NOISE : Verdict.UNKNOWN;
    }

    /** It has no cause of its own; the cause is the task's. */
    private static Verdict breaker(Phrase phrase) {
        if (phrase.has("lifecycle hook", "networking configuration", "alarm")) {
            return Verdict.UNKNOWN;
        }
        return Verdict.when(
                phrase.has("circuit breaker") && !phrase.has("enabled", "disabled")
                        || phrase.has("tasks failed to start", "task failed to start")
                        || phrase.has("rolling back to deployment"),
                Code.CB_1);
    }

    static Verdict deployment(Phrase phrase) {
        return breaker(phrase)
                .or(() -> Verdict.when(
                        phrase.has("networking configuration") && phrase.has("listener", "rule", "targetgroup"),
                        Code.RULE_3))
                .or(() -> Verdict.when(unrouted(phrase), Code.RULE_3))
                .or(() -> finished(phrase) ? Verdict.NOISE : Verdict.UNKNOWN);
    }

    private static boolean finished(Phrase phrase) {
        return phrase.has("deployment")
                && phrase.has("in progress", "completed", "successful", "succeeded")
                && !phrase.has("fail", "rolled back", "unable");
    }

    static boolean unrouted(Phrase phrase) {
        return phrase.hasAll("target group", "does not have an associated load balancer")
                || phrase.hasAll("targetgroup", "not associated with")
                || phrase.hasAll("target group", "not associated with");
    }
}
