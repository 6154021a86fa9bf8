package no.dotkom.portal.diagnose;

/** The service and its deployment, our own calls, and AWS itself. */
final class RolloutSentence {
    private RolloutSentence() {}

    static Values.Told breaker(Evidence evidence) {
        var rollout = evidence.rollout();
        return new Values()
                .put("failed", rollout.failed())
                .put("tasks", rollout.tasks())
                .put("kept", evidence.facts().kept())
                .as("uncounted", rollout.failed().isEmpty() || rollout.tasks().isEmpty())
                .as(
                        "first",
                        rollout.failed().isPresent() && evidence.facts().kept().isBlank())
                .and(new Remedy.SeeWhy());
    }

    static Values.Told unknown(String said, Evidence evidence) {
        var task = evidence.task();
        var ofTask = Phrase.of(task.stoppedReason()).raw().equals(said)
                || task.containers().stream()
                        .anyMatch(
                                container -> Phrase.of(container.reason()).raw().equals(said));
        return new Values().put("text", said).as("said", !ofTask).and(new Remedy.TellMaintainers());
    }

    static Values.Told slow(Evidence evidence) {
        var rollout = evidence.rollout();
        return new Values()
                .put("usual", rollout.slowest())
                .put("now", rollout.elapsed())
                .and(new Remedy.ShowDetails(), new Remedy.Cancel());
    }

    static Values.Told changed(Evidence evidence) {
        var count = evidence.facts().settingsChanged();
        return new Values().put("count", count).as("stranger", count.isEmpty()).and(new Remedy.Compare());
    }

    static Values.Told awsSilent(Evidence evidence) {
        var asOf = evidence.facts().asOf();
        return new Values().put("at", asOf).as("untimed", asOf == null).and(new Remedy.Nothing());
    }

    static Values.Told limit(String said) {
        var phrase = Phrase.of(said).nameless();
        var what = phrase.has("vcpu")
                ? "word.vcpus"
                : phrase.has("provisioning")
                        ? "word.provisioning"
                        : phrase.has("targetgroup", "target group") ? "word.targetGroups" : said;
        return new Values().put("limit", what).and(new Remedy.TellMaintainers());
    }

    static Values.Told balancerFull(String said) {
        var phrase = Phrase.of(said);
        var what = phrase.has("certificate")
                ? "word.certificates"
                : phrase.has("rule")
                        ? "word.rules"
                        : phrase.has("target group", "targetgroup") ? "word.targetGroups" : "word.targets";
        var most = Mentioned.most(said);
        return new Values()
                .put("used", most)
                .put("most", most)
                .put("what", what)
                .as("uncounted", most.isEmpty())
                .and(new Remedy.TellMaintainers());
    }

    static Values.Told deleted(String said, Evidence evidence) {
        var call = evidence.edge().call();
        var phrase = Phrase.of(said + " " + (call == null ? "" : call.code())).nameless();
        var what = phrase.has("certificate")
                ? "word.theCertificate"
                : phrase.has("rule")
                        ? "word.theRule"
                        : phrase.has("target group", "targetgroup") ? "word.theTargetGroup" : "";
        return new Values().put("resource", what).and(new Remedy.CreateAgain());
    }

    static Values.Told unrouted(Evidence evidence) {
        return new Values().put("app", evidence.facts().app()).and(new Remedy.CreateAgain());
    }

    static Values.Told stranger(String said, Evidence evidence) {
        var name = Mentioned.name(said).orElse(evidence.facts().app());
        return new Values().put("name", name).and(new Remedy.Adopt(name), new Remedy.ChooseName());
    }
}
